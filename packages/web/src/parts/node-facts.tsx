import type { NodeDetail } from "@begat/client/browser";
import { CopyText } from "./id.tsx";
import { Instant } from "./instant.tsx";
import { JsonValue } from "./json-value.tsx";
import { KeyValues } from "./key-values.tsx";
import { Neighbours } from "./neighbours.tsx";
import { Section } from "./section.tsx";
import { Tags } from "./tags.tsx";

/** What is recorded of a node itself, its tags and other names, and its neighbours by relation, both ways. */
export function NodeFacts({ node }: { node: NodeDetail }) {
  const { tags, name: _title, ...props } = node.props;
  const facts = Object.entries(props).map(
    ([name, value]) => [name, <JsonValue key={name} name={name} value={value} />] as const,
  );
  const when = node.at === null ? [] : [["when", <Instant key="when" at={node.at} />] as const];
  const all = [...when, ...facts];
  return (
    <>
      {all.length > 0 && (
        <Section title="Properties">
          <KeyValues items={all} />
        </Section>
      )}
      <Tags tags={tags} />
      {node.aliases.length > 0 && (
        <Section title="Other names">
          <KeyValues
            items={node.aliases.map(({ scheme, value }) => [
              scheme,
              <span key={value}>
                {value} <CopyText text={value} what="name" />
              </span>,
            ])}
          />
        </Section>
      )}
      <Neighbours node={node} />
    </>
  );
}
