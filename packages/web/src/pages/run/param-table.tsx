import type { NodeDetail } from "@begat/client/browser";
import { isObject } from "@begat/core";
import { Text } from "@mantine/core";
import { byName } from "../../parts/by-name.ts";
import { LongName } from "../../parts/long-name.tsx";
import { Section } from "../../parts/section.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import classes from "./run.module.css";
import { useNameSearch } from "./search-field.tsx";

/** The params of a run, each with its one value. */
export function ParamTable({ node: { props } }: { node: NodeDetail }) {
  const all = Object.entries(isObject(props.params) ? props.params : {}).sort(byName);
  const rows = useNameSearch(all);
  return (
    <Section title={`Params (${all.length})`}>
      {rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {all.length === 0 ? "The run has no params." : "No param has such a name."}
        </Text>
      ) : (
        <div className={classes.short}>
          <VirtualTable
            label="Params"
            rows={rows}
            rowKey={([name]) => name}
            columns={[
              { key: "name", header: "Name", width: 150, cell: ([name]) => <LongName name={name} /> },
              {
                key: "value",
                header: "Value",
                width: 150,
                cell: ([, value]) => <Cut text={textOf(value)} />,
              },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

/** Text in one line, all of it when it is pointed at. */
function Cut({ text }: { text: string }) {
  return (
    <span className={classes.cut} title={text}>
      {text}
    </span>
  );
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
