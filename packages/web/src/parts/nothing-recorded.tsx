import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Empty } from "./empty.tsx";

interface NothingRecordedProps {
  readonly id: string;
  /** What is wrong with the id itself. */
  readonly children?: ReactNode;
}

/** Says that nobody recorded an id, and where to look for it. */
export function NothingRecorded({ id, children }: NothingRecordedProps) {
  return (
    <Empty title={`Nothing is recorded as ${id}`}>
      {children}
      <Text size="sm" mt="xs">
        It may be on another server, or not sent yet.{" "}
        <Anchor
          underline="always"
          renderRoot={(props) => <Link to="/search" search={{ q: nameIn(id) }} {...props} />}
        >
          Search for it
        </Anchor>
      </Text>
    </Empty>
  );
}

/** An id without its prefix. */
function nameIn(id: string): string {
  return id.replace(/^[^:/]*:/, "");
}
