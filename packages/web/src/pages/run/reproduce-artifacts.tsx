import type { Reproduction } from "@begat/client/browser";
import { LongName } from "../../parts/long-name.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { Section } from "../../parts/section.tsx";
import { type Column, VirtualTable } from "../../parts/virtual-table.tsx";
import { BytesHere } from "./bytes-here.tsx";
import classes from "./run.module.css";

const COLUMNS: readonly Column<Reproduction["artifacts"][number]>[] = [
  { key: "path", header: "Path or role", width: 260, cell: ({ q }) => <LongName name={q} /> },
  { key: "bytes", header: "Bytes", width: 130, cell: ({ stored }) => <BytesHere stored={stored} /> },
  { key: "id", header: "Artifact", width: 220, cell: ({ id }) => <NodeLink id={id} /> },
];

/** The artifacts of a run, and whether the bytes of each are here. */
export function ReproduceArtifacts({ artifacts }: Pick<Reproduction, "artifacts">) {
  if (artifacts.length === 0) return null;
  return (
    <Section title={`Artifacts (${artifacts.length})`}>
      <div className={classes.short}>
        <VirtualTable
          label="Artifacts"
          rows={artifacts}
          rowKey={({ id, q }) => `${id} ${q}`}
          columns={COLUMNS}
        />
      </div>
    </Section>
  );
}
