import type { NodeDetail } from "@begat/client/browser";
import { Table, Text } from "@mantine/core";
import { JsonValue } from "../../parts/json-value.tsx";
import { NodeLink } from "../../parts/node-link.tsx";
import { groupOf, Related } from "../../parts/related.tsx";
import { fieldsOf } from "./fields-of.ts";

/** What a version of a model takes and answers. */
export function Signature({ node }: { node: NodeDetail }) {
  const { signature } = node.props;
  const features = groupOf(node, "upstream", "uses-feature");
  if (signature === undefined || signature === null)
    return <Related group={features} none="No signature recorded." />;
  const fields = fieldsOf(signature);
  if (fields.length === 0) return <JsonValue value={signature} />;
  return (
    <Table.ScrollContainer minWidth={420} type="native" aria-label="Signature" tabIndex={0}>
      <Table aria-label="Signature" fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Direction</Table.Th>
            <Table.Th>Type</Table.Th>
            <Table.Th>Feature</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ key, direction, name, type, feature, says }) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" fw={500}>
                {name}
                {says !== undefined && (
                  <Text size="xs" c="dimmed">
                    {says}
                  </Text>
                )}
              </Table.Th>
              <Table.Td>{direction}</Table.Td>
              <Table.Td>{type}</Table.Td>
              <Table.Td>{feature !== undefined && <NodeLink id={feature} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
