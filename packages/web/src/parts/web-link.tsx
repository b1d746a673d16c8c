import { Anchor } from "@mantine/core";

/** A text that somebody recorded, as a link where it is an address of the web; nothing else is followed. */
export function WebLink({ text }: { text: string }) {
  const style = { overflowWrap: "anywhere" } as const;
  if (!/^https?:\/\//i.test(text)) return <span style={style}>{text}</span>;
  return (
    <Anchor href={text} target="_blank" rel="noopener noreferrer" style={style}>
      {text}
    </Anchor>
  );
}
