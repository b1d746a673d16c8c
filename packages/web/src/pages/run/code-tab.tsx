import type { NodeDetail, Reproduction } from "@begat/client/browser";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reproduceQuery } from "../../api/run-queries.ts";
import { TextPreview } from "../../parts/files/text-preview.tsx";
import { Id } from "../../parts/id.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { Environment } from "./environment.tsx";

/** The version of the code, what it ran in, and what was changed beside that version. */
export function CodeTab({ node }: { node: NodeDetail }) {
  const query = useQuery(reproduceQuery(node.id));
  return (
    <Loaded query={query} what="The code could not be read">
      {({ commit, environment }) => (
        <>
          <Commit commit={commit} />
          <Environment environment={environment} />
          {/* Last: nobody knows how long it is until it is there. */}
          {commit !== null && commit.diff !== null && (
            <Section title="Changes in no commit">
              <TextPreview
                file={{ path: "changes.diff", digest: commit.diff, isFolder: false }}
                look="diff"
              />
            </Section>
          )}
        </>
      )}
    </Loaded>
  );
}

function Commit({ commit }: Pick<Reproduction, "commit">) {
  if (commit === null)
    return (
      <Section title="Commit">
        <Text size="sm" c="dimmed">
          The version of the code was not recorded. The clients record it by themselves where they run in a
          git repository.
        </Text>
      </Section>
    );
  const { id, sha, repository, dirty } = commit;
  return (
    <Section title="Commit">
      <KeyValues
        items={[
          ["Commit", <NodeLink key="commit" id={id} />],
          ["SHA", <Id key="sha" id={sha} />],
          ["Repository", repository ?? "not recorded"],
          ["Working tree", dirtyText(dirty)],
        ]}
      />
    </Section>
  );
}

function dirtyText(dirty: boolean | null): string {
  if (dirty === null) return "nobody said whether it had changes";
  return dirty ? "had changes in no commit" : "was clean";
}
