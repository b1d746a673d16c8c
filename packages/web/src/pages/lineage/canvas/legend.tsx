import { UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import classes from "./canvas.module.css";
import { DASHES, INDIRECT } from "./flow-parts.ts";

const LINES = [
  ["observed", DASHES.observed, "Begat saw it itself"],
  ["reported", DASHES.reported, "a client said so"],
  ["inferred", DASHES.inferred, "a rule concluded it"],
  ["indirect", INDIRECT, "through what is hidden"],
] as const;

/** What the lines say. */
export function Legend() {
  const [isOpen, { toggle }] = useDisclosure(matchMedia("(min-width: 62em)").matches);
  return (
    <div className={classes.legend}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} fz="xs" fw={600}>
        Legend
      </UnstyledButton>
      {isOpen && (
        <dl>
          {LINES.map(([name, dashes, says]) => (
            <Line key={name} name={name} dashes={dashes} says={says} />
          ))}
        </dl>
      )}
    </div>
  );
}

function Line({ name, dashes, says }: { name: string; dashes: string | undefined; says: string }) {
  return (
    <>
      <dt>
        <svg width={44} height={10} aria-hidden>
          <line
            x1={0}
            x2={44}
            y1={5}
            y2={5}
            stroke="currentColor"
            strokeWidth={1.5}
            strokeDasharray={dashes}
          />
        </svg>
      </dt>
      <dd>
        {name}: {says}
      </dd>
    </>
  );
}
