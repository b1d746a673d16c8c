import { Badge, Group } from "@mantine/core";
import { Section } from "./section.tsx";

/** The tags of a node; nothing when it has none. */
export function Tags({ tags }: { tags: unknown }) {
  const entries = typeof tags === "object" && tags !== null ? Object.entries(tags) : [];
  if (entries.length === 0) return null;
  return (
    <Section title="Tags">
      <Group gap={6}>
        {entries.map(([name, value]) => {
          const text =
            value === true || value === ""
              ? name
              : `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
          return (
            <Badge key={name} variant="default" radius="sm" tt="none" fw={500} maw="100%" title={text}>
              {text}
            </Badge>
          );
        })}
      </Group>
    </Section>
  );
}
