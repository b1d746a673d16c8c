import { CHANGE_RELATIONS } from "@begat/core";
import { Anchor, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lineageQuery } from "../../api/queries.ts";
import { Loaded } from "../../parts/loaded.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import classes from "./run.module.css";
import { stepsUpstream } from "./steps-upstream.ts";

const MOST = 60;
/** The answer tells too which dataset or experiment things belong to, which nothing came from. */
const CAUSES: ReadonlySet<string> = new Set(CHANGE_RELATIONS);

/** What a run came from, step by step down to the raw data. */
export function Origins({ id }: { id: string }) {
  const query = useQuery(lineageQuery(id, { direction: "upstream", limit: MOST }));
  const whole = (
    <Anchor size="sm" renderRoot={(props) => <Link to="/lineage/$" params={{ _splat: id }} {...props} />}>
      See it as a graph
    </Anchor>
  );
  return (
    <Section title="Where it came from" actions={whole}>
      <Loaded query={query} what="The lineage could not be read">
        {({ nodes, edges, truncated }) => {
          const steps = stepsUpstream(
            id,
            nodes.map((node) => node.id),
            edges.filter(({ rel }) => CAUSES.has(rel)),
          );
          if (steps.length === 0)
            return (
              <Text size="sm" c="dimmed">
                Nothing that it came from was recorded.
              </Text>
            );
          return (
            <>
              <Steps steps={steps} isWhole={!truncated} />
              {truncated && (
                <Text size="sm" mt="xs">
                  These are the nearest {MOST}; the graph has more.
                </Text>
              )}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

interface StepsProps {
  readonly steps: ReturnType<typeof stepsUpstream>;
  /** Whether all was read, so that what nothing came before is a source. */
  readonly isWhole: boolean;
}

function Steps({ steps, isWhole }: StepsProps) {
  return (
    <ol className={classes.list}>
      {steps.map((step) => (
        <li key={step[0]?.id} className={classes.step}>
          {step.map(({ id, isSource }) => (
            <div key={id} className={classes.item}>
              <NodeLink id={id} />
              {isSource && isWhole && (
                <span className={classes.note}>a source: nothing before it is known</span>
              )}
            </div>
          ))}
        </li>
      ))}
    </ol>
  );
}
