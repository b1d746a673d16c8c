import type { NodeDetail, Reproduction } from "@begat/client/browser";
import { Alert, Code, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { reproduceQuery } from "../../api/run-queries.ts";
import { CopyText } from "../../parts/id.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Section } from "../../parts/section.tsx";
import { ReproduceArtifacts } from "./reproduce-artifacts.tsx";
import { reproduceSteps, type Step } from "./reproduce-commands.ts";
import { ReproduceInputs } from "./reproduce-inputs.tsx";
import classes from "./run.module.css";
import { storedWords } from "./stored-words.ts";

/** How to repeat a run: what is missing for it, what goes in, and the commands to copy. */
export function ReproduceTab({ node }: { node: NodeDetail }) {
  const query = useQuery(reproduceQuery(node.id));
  return (
    <Loaded query={query} what="What it takes to repeat the run could not be read">
      {(answer) => (
        <>
          <Missing missing={answer.missing} />
          <ReproduceInputs inputs={answer.inputs} />
          <ReproduceArtifacts artifacts={answer.artifacts} />
          <Section title="Commands">
            <Text size="sm" mb="sm">
              {storedWords(answer)}
            </Text>
            {reproduceSteps(answer, location.origin).map((step, index) => (
              <Commands key={step.title} step={step} number={index + 1} />
            ))}
          </Section>
        </>
      )}
    </Loaded>
  );
}

function Missing({ missing }: Pick<Reproduction, "missing">) {
  if (missing.length === 0)
    return (
      <Alert icon={<IconCheck size={18} />} color="green" variant="light" mt="md" title="Nothing is missing">
        Code, environment and inputs are recorded: an exact repeat is possible.
      </Alert>
    );
  const title = `${missing.length} ${missing.length === 1 ? "thing is" : "things are"} missing for an exact repeat`;
  return (
    <Alert icon={<IconAlertTriangle size={18} />} color="yellow" variant="light" mt="md" title={title}>
      <ul className={classes.list}>
        {missing.map(({ what, why }) => (
          <li key={what}>
            <Text size="sm" className={classes.anyText}>
              <b>{what}</b>: {why}
            </Text>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Commands({ step: { title, lines }, number }: { step: Step; number: number }) {
  const text = lines.join("\n");
  return (
    <div className={classes.command}>
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Text size="sm">
          {number}. {title}
        </Text>
        <CopyText text={text} what="commands" />
      </Group>
      <Code block tabIndex={0} className={classes.commandText}>
        {text}
      </Code>
    </div>
  );
}
