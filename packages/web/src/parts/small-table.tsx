import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./small-table.module.css";

/** A column of a small table. */
export interface SmallColumn<Row> {
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

interface SmallTableProps<Row> {
  /** What the table holds, for who does not see it. */
  readonly label: string;
  /** In pixels: narrower than this, it scrolls inside itself. */
  readonly minWidth: number;
  readonly maxWidth?: number;
  /** The cells of the first one name their rows. */
  readonly columns: readonly SmallColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A table whose rows are few enough to be there all at once. */
export function SmallTable<Row>({ label, minWidth, maxWidth, columns, rows, rowKey }: SmallTableProps<Row>) {
  const [name, ...others] = columns.map((column, index) => ({ ...column, key: `column ${index}` }));
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      type="native"
      role="group"
      aria-label={label}
      tabIndex={0}
      {...(maxWidth !== undefined && { maw: maxWidth })}
    >
      <Table aria-label={label} fz="sm" verticalSpacing={4} className={classes.table ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{name?.header}</Table.Th>
            {others.map(({ key, header, isNumber }) => (
              <Table.Th key={key} {...(isNumber && NUMBER)}>
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={rowKey(row)}>
              <Table.Th scope="row" fw={500} className={classes.name}>
                {name?.cell(row)}
              </Table.Th>
              {others.map(({ key, cell, isNumber }) => (
                <Table.Td key={key} {...(isNumber && NUMBER)}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const NUMBER = { ta: "right", style: { fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" } } as const;
