import { Box, Button, Group, Slider, Text } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { memo, useState } from "react";
import { entryQuery, healthQuery } from "../../api/queries.ts";
import { Instant } from "../../parts/instant.tsx";
import classes from "./lineage.module.css";
import { useChange } from "./use-change.ts";

const QUIET_MS = 250;

/** Chooses the ledger entry that the graph is shown as of. Not drawn again while the graph is walked. */
export const AsOf = memo(function AsOf({ asOf }: { asOf: number | undefined }) {
  const { data: health } = useQuery(healthQuery());
  // Its room is kept while it is not known how much there is, so that the drawing does not move away under a click.
  if (health === undefined) return <Box mb="xs" className={classes.asOf ?? ""} />;
  if (health.entries < 2) return null;
  return <EntrySlider key={asOf ?? "now"} asOf={asOf} entries={health.entries} />;
});

function EntrySlider({ asOf, entries }: { asOf: number | undefined; entries: number }) {
  const change = useChange();
  const [entry, setEntry] = useState(Math.min(asOf ?? entries, entries));
  const go = useDebouncedCallback(
    (chosen: number) => change(() => ({ as_of: chosen >= entries ? undefined : chosen })),
    QUIET_MS,
  );
  return (
    <Group gap="sm" mb="xs" className={classes.asOf ?? ""} style={{ rowGap: 4 }}>
      <Text size="xs" fw={600} id="as-of">
        As of
      </Text>
      <Slider
        flex={1}
        miw="10rem"
        size="sm"
        min={1}
        max={entries}
        value={entry}
        label={(value) => (value >= entries ? "now" : `entry ${value.toLocaleString("en")}`)}
        thumbProps={{
          "aria-labelledby": "as-of",
          "aria-valuetext": entry >= entries ? "now" : `entry ${entry}`,
        }}
        onChange={(value) => {
          setEntry(value);
          go(value);
        }}
      />
      <Text size="xs" c="dimmed" component="div" className={classes.when ?? ""} aria-live="polite">
        {asOf === undefined ? "now" : <Recorded entry={asOf} />}
      </Text>
      {asOf !== undefined && (
        <Button size="compact-xs" variant="default" onClick={() => change(() => ({ as_of: undefined }))}>
          Now
        </Button>
      )}
    </Group>
  );
}

function Recorded({ entry }: { entry: number }) {
  const { data } = useQuery(entryQuery(entry));
  return (
    <>
      entry {entry.toLocaleString("en")}, recorded <Instant at={data?.recorded_at} />
    </>
  );
}
