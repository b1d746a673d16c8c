import { isObject, type JsonValue, type NodeId, OWNERS, type Props, TAGS } from "@begat/core";
import { datasetUri, withoutSecrets } from "@begat/core/naming";
import { nonEmpty } from "./dataset.ts";
import type { JobEvent, JobOf } from "./event.ts";
import { type Facets, stated, textOf } from "./facets.ts";
import { ownersOf } from "./owners.ts";
import type { Statement } from "./statement.ts";
import { tagsOf } from "./tags.ts";

/** Where the code of a job is. */
export interface SourceCode {
  readonly said: Props;
  /** The commit in Git, when it is named. */
  readonly commit?: { readonly sha: string; readonly repository?: string };
}

/** Says of a job what its facets say, whatever run is under way. Answers its id. */
export function describeJob(
  say: Statement,
  job: JobOf,
  facets: Facets,
  more: Readonly<Record<string, JsonValue | undefined>> = {},
): { readonly id: NodeId; readonly code: SourceCode | undefined; readonly streams: boolean } {
  const id = say.job(job);
  const code = facets.read("sourceCodeLocation", sourceCodeOf);
  const type = facets.read("jobType", typeOf);
  const tags = facets.read("tags", (facet) => tagsOf(facet));
  const owners = facets.read("ownership", ownersOf);
  const description = facets.read("documentation", (facet) => textOf(facet.description));
  say.node(id, {
    name: job.name,
    namespace: withoutSecrets(job.namespace),
    description,
    [OWNERS]: owners,
    [TAGS]: tags,
    type: type as JsonValue | undefined,
    source: code === null ? null : code?.said,
    facets: nonEmpty(facets.rest()),
    ...more,
  });
  const processing = type?.processing;
  return { id, code: code ?? undefined, streams: processing === "streaming" || processing === "service" };
}

/** The datasets of a job that is known without a run: there is no execution for an edge to start from. */
export function staticDatasets({
  inputs,
  outputs,
}: JobEvent): Readonly<Record<string, JsonValue | undefined>> {
  const uris = (datasets: JobEvent["inputs"]) => [
    ...new Set(datasets.map(({ namespace, name }) => datasetUri(namespace, name))),
  ];
  return { inputs: uris(inputs), outputs: uris(outputs) };
}

function typeOf({ processingType, integration, jobType, emissionPattern }: Props): Props | undefined {
  return stated({
    processing: textOf(processingType)?.toLowerCase(),
    integration: textOf(integration)?.toLowerCase(),
    kind: textOf(jobType)?.toLowerCase(),
    emission: isObject(emissionPattern) ? emissionOf(emissionPattern) : undefined,
  });
}

/** When events of a job come, and whether each says all of it. */
function emissionOf({ eventTrigger, eventContentMode, windowDuration }: Props): Props | undefined {
  return stated({
    trigger: textOf(eventTrigger)?.toLowerCase(),
    content: textOf(eventContentMode)?.toLowerCase(),
    window: typeof windowDuration === "number" ? windowDuration : undefined,
  });
}

const SHA = /^[0-9a-f]{7,64}$/i;
const SHA_IN_URL = /\/([0-9a-f]{40})(?:\/|$)/i;

function sourceCodeOf(facet: Props): SourceCode | undefined {
  const { type, url, repoUrl, path, version, tag, branch, pullRequestNumber } = facet;
  // A password would stay in the ledger for ever.
  const repository = withoutSecrets(textOf(repoUrl) ?? "") || undefined;
  const said = stated({
    type: textOf(type),
    url: withoutSecrets(textOf(url) ?? "") || undefined,
    repository,
    path: textOf(path),
    version: textOf(version),
    tag: textOf(tag),
    branch: textOf(branch),
    pull_request: textOf(pullRequestNumber),
  });
  if (said === undefined) return undefined;
  const sha = [textOf(version), SHA_IN_URL.exec(textOf(url) ?? "")?.[1]].find((text) => SHA.test(text ?? ""));
  return {
    said,
    ...(sha !== undefined && {
      commit: { sha: sha.toLowerCase(), ...(repository !== undefined && { repository }) },
    }),
  };
}
