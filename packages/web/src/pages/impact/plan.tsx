import type { Impact } from "@begat/client/browser";
import { Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { CopyText } from "../../parts/id.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import classes from "./impact.module.css";
import { doesOf, planText } from "./plan-text.ts";

const AT_ONCE = 50;
const ENDS = 5;

/** What to do again after a change, in order, as a numbered list to copy. */
export function Plan({ impact }: { impact: Impact }) {
  const [shown, setShown] = useState(AT_ONCE);
  const { plan } = impact;
  if (plan.length === 0) return null;
  return (
    <Section
      title={`Rebuild plan (${plan.length.toLocaleString("en")})`}
      actions={<CopyText text={planText(impact)} what="plan" />}
    >
      <Text size="sm" c="dimmed" mb="xs">
        Each step after all those that it needs; deployments last.
      </Text>
      <ol className={classes.plan}>
        {plan.slice(0, shown).map((step) => (
          <li key={`${step.action} ${step.id}`}>
            <Group gap={6}>
              <Text size="sm" span>
                {doesOf(step)}
              </Text>
              <NodeLink id={step.id} />
              {step.executions.length > 1 && (
                <Text size="xs" c="dimmed" span>
                  for {step.executions.length.toLocaleString("en")} runs of it
                </Text>
              )}
            </Group>
            <Ends says="reads" ids={step.inputs} />
            <Ends says="makes" ids={step.outputs.filter((id) => id !== step.id)} />
          </li>
        ))}
      </ol>
      {plan.length > shown && (
        <Button size="xs" mt="xs" variant="default" onClick={() => setShown(shown + AT_ONCE)}>
          Show {Math.min(AT_ONCE, plan.length - shown)} more steps
        </Button>
      )}
    </Section>
  );
}

function Ends({ says, ids }: { says: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" component="div" className={classes.io ?? ""}>
      {says}
      {ids.slice(0, ENDS).map((id) => (
        <NodeLink key={id} id={id} icon={false} />
      ))}
      {ids.length > ENDS && <span>and {(ids.length - ENDS).toLocaleString("en")} more</span>}
    </Text>
  );
}
