import { JsonValue } from "./json-value.tsx";
import { KeyValues } from "./key-values.tsx";
import { ownProps } from "./own-props.ts";
import { Section } from "./section.tsx";

interface OtherPropsProps {
  readonly props: Readonly<Record<string, unknown>>;
  /** Those that the page shows elsewhere. */
  readonly shown: readonly string[];
}

/** Everything else that is recorded of a node. */
export function OtherProps({ props, shown }: OtherPropsProps) {
  const others = ownProps(props, shown);
  if (others.length === 0) return null;
  return (
    <Section title="More properties">
      <KeyValues
        items={others.map(
          ([name, value]) => [name, <JsonValue key={name} name={name} value={value} />] as const,
        )}
      />
    </Section>
  );
}
