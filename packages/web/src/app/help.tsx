import { Kbd, Table, Title } from "@mantine/core";
import { Dialog } from "../parts/dialog.tsx";
import { NAVIGATION } from "./navigation.ts";

type Keys = readonly (readonly [keys: readonly string[], what: string])[];

const GROUPS: readonly (readonly [title: string, keys: Keys])[] = [
  [
    "Everywhere",
    [
      [["/"], "Find anything"],
      [["Ctrl", "K"], "Find anything, wherever you type"],
      [["?"], "Show these keys"],
      ...NAVIGATION.map(({ key, label }) => [["g", key], `Go to ${label}`] as const),
    ],
  ],
  [
    "In the graph of a lineage",
    [
      [["←"], "Go to what it came from"],
      [["→"], "Go to what came from it"],
      [["↑", "↓"], "Go to the one above or below"],
      [["Enter"], "Open it: its versions or runs, else its page"],
      [["Home"], "Go to the root"],
      [["f"], "Fit the graph"],
      [["+", "-"], "Zoom"],
      [["Esc"], "Close the details"],
    ],
  ],
];

/** Lists the keys. */
export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys">
      {GROUPS.map(([title, keys]) => (
        <section key={title}>
          <Title order={3} size="h6" mt="sm">
            {title}
          </Title>
          <Table aria-label={title} fz="sm" verticalSpacing={4}>
            <Table.Tbody>
              {keys.map(([pressed, what]) => (
                <Table.Tr key={what}>
                  <Table.Td w={120}>
                    {pressed.map((key) => (
                      <Kbd key={key} mr={4}>
                        {key}
                      </Kbd>
                    ))}
                  </Table.Td>
                  <Table.Td>{what}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Dialog>
  );
}
