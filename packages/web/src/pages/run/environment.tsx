import { isObject } from "@begat/core";
import { Text } from "@mantine/core";
import { JsonValue } from "../../parts/json-value.tsx";
import { KeyValues } from "../../parts/key-values.tsx";
import { Section } from "../../parts/section.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import classes from "./run.module.css";
import { SearchField, useNameSearch } from "./search-field.tsx";

/** What a run ran in: the machine, the runtime, and each package with its version. */
export function Environment({ environment }: { environment: unknown }) {
  if (!isObject(environment))
    return (
      <Section title="Environment">
        <Text size="sm" c="dimmed">
          No versions of the runtime and its packages were recorded.
        </Text>
      </Section>
    );
  const { packages, ...rest } = environment;
  const facts = Object.entries(rest).map(
    ([name, value]) => [name, <JsonValue key={name} value={value} />] as const,
  );
  return (
    <>
      <Section title="Environment">
        <KeyValues items={facts} />
      </Section>
      {isObject(packages) && <Packages packages={packages} />}
    </>
  );
}

function Packages({ packages }: { packages: Readonly<Record<string, unknown>> }) {
  const all = Object.entries(packages);
  const rows = useNameSearch(all);
  return (
    <Section title={`Packages (${all.length})`}>
      <SearchField label="Search packages" />
      <div className={classes.short}>
        <VirtualTable
          label="Packages"
          rows={rows}
          rowKey={([name]) => name}
          columns={[
            { key: "name", header: "Name", width: 240, cell: ([name]) => <span title={name}>{name}</span> },
            { key: "version", header: "Version", width: 120, cell: ([, version]) => String(version) },
          ]}
        />
      </div>
    </Section>
  );
}
