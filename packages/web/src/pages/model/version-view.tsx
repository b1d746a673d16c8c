import type { NodeDetail } from "@begat/client/browser";
import { parentOf, parseId } from "@begat/core";
import { Stack, Text } from "@mantine/core";
import { Checks } from "../../parts/checks.tsx";
import { Id } from "../../parts/id.tsx";
import { Instant } from "../../parts/instant.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { EdgeGroup } from "../../parts/neighbours.tsx";
import { NodeHead } from "../../parts/node-head.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { OtherProps } from "../../parts/other-props.tsx";
import { groupOf, Related } from "../../parts/related.tsx";
import { Section } from "../../parts/section.tsx";
import { Deployments } from "./deployments.tsx";
import { Signature } from "./signature.tsx";
import { TrainedOn } from "./trained-on.tsx";
import { VersionMetrics } from "./version-metrics.tsx";

const SHOWN = ["name", "description", "digest", "signature"];

/** A version of a model: what made it from what, what it takes and answers, and where it serves. */
export function VersionView({ node }: { node: NodeDetail }) {
  const model = parentOf(parseId(node.id));
  const users = groupOf(node, "downstream", "used");
  const parents = groupOf(node, "upstream", "derived-from");
  return (
    <>
      <NodeHead node={node} />
      {typeof node.props.description === "string" && <Text maw={720}>{node.props.description}</Text>}
      <Section title="About">
        <KeyValues items={factsOf(node, model)} />
      </Section>
      <Section title="Made by">
        <Stack gap="sm">
          <Related
            node={node}
            direction="upstream"
            rel="produced-by"
            none="Nobody is known to have made it."
          />
          <TrainedOn version={node.id} />
        </Stack>
      </Section>
      {model !== undefined && (
        <Section title="Metrics">
          <VersionMetrics version={node.id} at={node.at} model={model} />
        </Section>
      )}
      {parents !== undefined && (
        <Section title="Derived from">
          <EdgeGroup node={node.id} group={parents} />
        </Section>
      )}
      <Section title="Signature">
        <Signature node={node} />
      </Section>
      <Section title="Artifacts">
        <Related node={node} direction="upstream" rel="has-artifact" none="Its bytes are not kept here." />
      </Section>
      <Section title="Checks">
        <Checks of={node.id} />
      </Section>
      {model !== undefined && (
        <Section title="Deployments">
          <Deployments model={model} version={node.id} />
        </Section>
      )}
      {users !== undefined && (
        <Section title="Used by">
          <EdgeGroup node={node.id} group={users} />
        </Section>
      )}
      <OtherProps props={node.props} shown={SHOWN} />
    </>
  );
}

function factsOf({ at, props }: NodeDetail, model: string | undefined) {
  return [
    ["Model", model !== undefined && <NodeLink key="model" id={model} />],
    ["When", at !== null && <Instant key="at" at={at} />],
    ["Digest", typeof props.digest === "string" && <Id key="digest" id={props.digest} />],
  ].flatMap(([name, value]) => (value ? [[name as string, value] as const] : []));
}
