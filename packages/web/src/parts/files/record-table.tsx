import { VirtualTable } from "../virtual-table.tsx";

interface RecordTableProps {
  readonly label: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

const MOST_COLUMNS = 200;

/** Rows of a file as a table, each under its number. */
export function RecordTable({ label, header, rows }: RecordTableProps) {
  const numbered = rows.map((values, index) => ({ number: index + 1, values }));
  return (
    <VirtualTable
      label={label}
      rows={numbered}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: "#", header: "#", width: 64, isNumber: true, cell: ({ number }) => number },
        ...header.slice(0, MOST_COLUMNS).map((name, index) => ({
          key: `${index} ${name}`,
          header: name,
          width: 130,
          isNumber: isNumeric(rows.find((values) => values[index] != null)?.[index]),
          cell: ({ values }: { values: readonly unknown[] }) => {
            const text = cellText(values[index]);
            return <span title={text}>{text}</span>;
          },
        })),
      ]}
    />
  );
}

function isNumeric(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

/** A value of any type as text; integers keep all their digits. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner));
}
