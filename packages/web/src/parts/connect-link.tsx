import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";

/** The way to the lines that connect a source, within a sentence. */
export function ConnectLink() {
  return (
    <Anchor inherit underline="always" renderRoot={(props) => <Link to="/connect" {...props} />}>
      Connect
    </Anchor>
  );
}
