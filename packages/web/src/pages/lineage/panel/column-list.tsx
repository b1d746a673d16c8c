import { Code, Text, Title } from "@mantine/core";
import { NodeLink } from "../../../parts/node-link.tsx";
import type { Columns } from "../graph/columns.ts";
import classes from "../lineage.module.css";

const MOST = 100;

/** The columns of a node, and of each what it was derived from. */
export function ColumnList({ columns: { rows, derivations } }: { columns: Columns }) {
  return (
    <section>
      <Title order={3} size="h6">
        Columns ({rows.length})
      </Title>
      {rows.length === 0 && (
        <Text size="xs" c="dimmed">
          No columns of it were recorded.
        </Text>
      )}
      <ul className={classes.steps}>
        {rows.slice(0, MOST).map(({ feature, name }) => (
          <li key={feature} className={classes.step}>
            <NodeLink id={feature}>
              <Code>{name}</Code>
            </NodeLink>
            {derivations
              .filter(({ from }) => from === feature)
              .map((edge) => (
                <Text key={`${edge.to} ${edge.q}`} size="xs" c="dimmed" className={classes.name ?? ""}>
                  from {edge.to}
                  {transformations(edge.props)}
                  {edge.q === "" ? "" : `, in ${edge.q}`}
                </Text>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function transformations(props: unknown): string {
  const { transformations: said } = (props ?? {}) as { readonly transformations?: unknown };
  return Array.isArray(said) ? ` (${said.join(", ").toLowerCase()})` : "";
}
