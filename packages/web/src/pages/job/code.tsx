import type { NodeDetail } from "@begat/client/browser";
import { Code as CodeBlock, Stack, Text } from "@mantine/core";
import { KeyValues } from "../../parts/key-values.tsx";
import { Section } from "../../parts/section.tsx";
import { WebLink } from "../../parts/web-link.tsx";
import { codeOf } from "./code-of.ts";

/** The code of a job, as far as it is recorded: where it is, and its text. */
export function Code({ node }: { node: NodeDetail }) {
  const { source, texts } = codeOf(node.props);
  if (source.length === 0 && texts.length === 0) return null;
  return (
    <Section title="Code">
      <Stack gap="sm">
        {source.length > 0 && (
          <KeyValues
            items={source.map(([name, value]) => [name, <WebLink key={name} text={value} />] as const)}
          />
        )}
        {texts.map(({ language, text }) => (
          <div key={language}>
            <Text size="xs" c="dimmed">
              {language}
            </Text>
            <CodeBlock block mah={360} style={{ overflow: "auto" }} tabIndex={0} aria-label={language}>
              {text}
            </CodeBlock>
          </div>
        ))}
      </Stack>
    </Section>
  );
}
