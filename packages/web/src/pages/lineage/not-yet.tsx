import { Button } from "@mantine/core";
import { Empty } from "../../parts/empty.tsx";
import { Failure } from "../../parts/failure.tsx";
import { isNotFound } from "../../parts/is-not-found.ts";
import { useChange } from "./use-change.ts";

/** Stands for a lineage of a time at which it was not there. */
export function NotYet({ id, error, asOf }: { id: string; error: Error; asOf: number }) {
  const change = useChange();
  const now = () => change(() => ({ as_of: undefined }));
  if (!isNotFound(error)) return <Failure error={error} what="The lineage could not be read" retry={now} />;
  return (
    <Empty title={`${id} was not recorded yet at entry ${asOf.toLocaleString("en")}`}>
      <Button size="xs" variant="default" onClick={now}>
        Show it as it is now
      </Button>
    </Empty>
  );
}
