import type { PipelineEvent, RunPosition } from "../pipeline.ts";
import type { StepName, StepResult } from "../step.ts";

const BAR_WIDTH = 14;

/** The metrics that stand in the line of each step. */
const SHOWN: Readonly<Record<StepName, readonly string[]>> = {
  ingest: ["rows"],
  clean: ["rows", "duplicates"],
  features: ["columns"],
  split: ["train_rows", "validation_rows", "test_rows"],
  encode: ["columns"],
  train: ["val_accuracy", "val_auc"],
  select: ["best_val_accuracy", "best_val_auc"],
  evaluate: ["test_accuracy", "test_auc"],
};

/** Turns the events of a pipeline into lines for a person: one for each step and run, with its metrics and seconds. */
export class Progress {
  #startedAt = Date.now();

  /** The line for an event; undefined when it has none. */
  lineOf(event: PipelineEvent): string | undefined {
    switch (event.type) {
      case "step-started":
        this.#startedAt = Date.now();
        return undefined;
      case "epoch":
        return undefined;
      case "step-finished": {
        const { run, result } = event;
        const seconds = `${((Date.now() - this.#startedAt) / 1000).toFixed(1)} s`;
        const name = run === undefined ? result.step : `${barOf(run)} ${countOf(run)} ${run.name}`;
        return [name.padEnd(48), seconds.padStart(7), measured(result)].join("  ");
      }
      case "finished":
        return ["best".padEnd(48), "".padStart(7), event.best].join("  ");
      default:
        return event satisfies never;
    }
  }
}

function countOf({ index, of }: RunPosition): string {
  return `${index}/${of}`.padStart(`${of}/${of}`.length);
}

function barOf({ index, of }: RunPosition): string {
  const filled = Math.round((index / of) * BAR_WIDTH);
  return `${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}`;
}

function measured({ step, metrics }: StepResult): string {
  return SHOWN[step].map((name) => `${name} ${formatted(metrics[name]!)}`).join("  ");
}

function formatted(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(4);
}
