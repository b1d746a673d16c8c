import type { Reproduction } from "@begat/client/browser";
import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { verdictQuery } from "../../api/artifact-queries.ts";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Id } from "../../parts/id.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { BytesHere } from "./bytes-here.tsx";
import classes from "./run.module.css";
import { hasBytes } from "./stored-words.ts";

/** What went into a run, by which hash, and whether its bytes are here and still have it. */
export function ReproduceInputs({ inputs }: Pick<Reproduction, "inputs">) {
  if (inputs.length === 0) return null;
  return (
    <Section title={`Inputs (${inputs.length})`}>
      <ul className={classes.list}>
        {inputs.map(({ id, relation, q, content_hash, native_version, location, artifacts, stored }) => (
          <li key={`${relation} ${id} ${q}`} className={classes.input}>
            <Group gap="2px 10px">
              <NodeLink id={id} />
              <span className={classes.note}>
                {relation}
                {q !== "" && ` as ${q}`}
              </span>
              {hasBytes(id) && <BytesHere stored={stored} />}
            </Group>
            {content_hash !== null && <Id id={content_hash} />}
            {native_version !== null && <Text size="xs">version {native_version} of its store</Text>}
            {location !== null && location !== content_hash && (
              <Text size="xs" className={classes.anyText}>
                {location}
              </Text>
            )}
            {artifacts.map((artifact) => (
              <Group key={`${artifact.id} ${artifact.q}`} gap="xs">
                <Text size="xs">{artifact.q === "" ? "its bytes" : artifact.q}</Text>
                {artifact.stored ? (
                  <Verify digest={artifact.id} name={artifact.q} />
                ) : (
                  <BytesHere stored={false} />
                )}
              </Group>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Has the server hash the bytes again: proof that what is stored is what was read. */
function Verify({ digest, name }: { digest: string; name: string }) {
  const { data, error, isFetching, refetch } = useQuery(verdictQuery(digest));
  return (
    <>
      <BusyButton size="compact-xs" variant="default" isBusy={isFetching} onClick={() => void refetch()}>
        Verify {name}
      </BusyButton>
      <Text size="xs" role="status" fw={600}>
        {verdict(data, error)}
      </Text>
    </>
  );
}

function verdict(data: { readonly ok: boolean } | undefined, error: Error | null): string {
  if (error !== null) return error.message;
  if (data === undefined) return "";
  return data.ok
    ? "✓ The stored bytes have this hash"
    : "✗ The stored bytes were changed: they hash to something else";
}
