import { Stack, Text } from "@mantine/core";
import { useMay } from "../../api/use-caller.ts";
import { Section } from "../../parts/section.tsx";
import { Snippet } from "../../parts/snippet.tsx";
import type { Heard } from "./last-heard.tsx";
import { LastHeard, NewestRun } from "./last-heard.tsx";
import { MakeToken } from "./make-token.tsx";
import type { SourceKey } from "./search.ts";
import type { ConnectedSource } from "./sources.ts";

interface SourcePanelProps {
  readonly source: ConnectedSource;
  readonly heard: Heard[SourceKey];
  /** What stands in the lines for a token; undefined where the server asks for none. */
  readonly token: string | undefined;
  /** Whether it is a token that was just made. */
  readonly isMade: boolean;
  readonly onToken: (token: string) => void;
}

/** What to do to connect a source, and whether it worked. */
export function SourcePanel({ source, heard, token, isMade, onToken }: SourcePanelProps) {
  const mayMake = useMay("owner") && token !== undefined && !isMade;
  return (
    <Section title={source.name}>
      <Stack gap="md">
        <Text size="sm">{source.brings}</Text>
        {mayMake && (
          <MakeToken label={`Make a token for ${source.name}`} name={source.key} onToken={onToken} />
        )}
        {isMade && (
          <Text size="sm" fw={600} role="status">
            The lines have the new token. Copy them now: it cannot be read again.
          </Text>
        )}
        {source.lines({ url: location.origin, token }).map(({ label, code }) => (
          <Snippet key={label} label={label} code={code} />
        ))}
        <LastHeard heard={heard} />
        {source.producer !== undefined && <NewestRun source={source} />}
      </Stack>
    </Section>
  );
}
