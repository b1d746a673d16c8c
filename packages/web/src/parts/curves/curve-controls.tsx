import { Button, Group, NativeSelect, Slider, Switch, Text } from "@mantine/core";
import { useId } from "react";
import { AXIS_NAMES } from "./curve-format.ts";
import { type CurveAxis, type CurveOptions, MOST_SMOOTH } from "./curve-options.ts";
import classes from "./curves.module.css";

interface CurveControlsProps {
  readonly options: CurveOptions;
  /** Whether a run has a metric `epoch`. */
  readonly hasEpoch: boolean;
  readonly onChange: (options: CurveOptions) => void;
}

/** How all curves of a page are drawn. */
export function CurveControls({ options, hasEpoch, onChange }: CurveControlsProps) {
  const axes = (Object.keys(AXIS_NAMES) as CurveAxis[]).filter((axis) => axis !== "epoch" || hasEpoch);
  const unzoomed = { ...options, from: undefined, to: undefined };
  return (
    <Group gap="lg" align="flex-end" className={classes.controls}>
      <NativeSelect
        label="X axis"
        size="xs"
        value={options.x ?? "step"}
        data={axes.map((value) => ({ value, label: AXIS_NAMES[value] }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...unzoomed, x: value === "step" ? undefined : (value as CurveAxis) })
        }
      />
      <Smoothing value={options.smooth ?? 0} onChange={(smooth) => onChange({ ...options, smooth })} />
      <Switch
        label="Log scale"
        size="sm"
        checked={options.log === true}
        onChange={({ currentTarget: { checked } }) => onChange({ ...options, log: checked || undefined })}
      />
      {options.from !== undefined && (
        <Button size="xs" variant="default" onClick={() => onChange(unzoomed)}>
          Reset zoom
        </Button>
      )}
      {options.hide !== undefined && (
        <Button size="xs" variant="default" onClick={() => onChange({ ...options, hide: undefined })}>
          Show all runs
        </Button>
      )}
    </Group>
  );
}

function Smoothing({ value, onChange }: { value: number; onChange: (value: number | undefined) => void }) {
  const id = useId();
  return (
    <div className={classes.smooth}>
      <Text size="xs" fw={500} id={id}>
        Smoothing {value.toFixed(2)}
      </Text>
      <Slider
        size="sm"
        min={0}
        max={MOST_SMOOTH}
        step={0.01}
        label={null}
        defaultValue={value}
        thumbProps={{ "aria-labelledby": id }}
        onChangeEnd={(chosen) => onChange(chosen === 0 ? undefined : chosen)}
      />
    </div>
  );
}
