import { Kbd, Modal, Table } from "@mantine/core";
import { NAVIGATION } from "./navigation.ts";

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["/"], "Find anything"],
  [["Ctrl", "K"], "Find anything, wherever you type"],
  [["?"], "Show these keys"],
  ...NAVIGATION.map(({ key, label }) => [["g", key], `Go to ${label}`] as const),
];

/** Lists the keys. */
export function Help({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Keys" size="md" transitionProps={{ duration: 0 }}>
      <Table aria-label="Keys">
        <Table.Tbody>
          {KEYS.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={120}>
                {keys.map((key) => (
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
    </Modal>
  );
}
