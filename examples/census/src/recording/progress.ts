import type { PipelineEvent } from "../pipeline.ts";
import type { StepResult } from "../step.ts";

/** Turns the events of a pipeline into lines for a person: one a step or run, with what it measured and its seconds. */
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
        const name = run === undefined ? result.step : `${bar(run.index, run.of)} ${run.name}`;
        return `${name.padEnd(42)} ${measured(result).padEnd(34)} ${seconds.padStart(6)}`;
      }
      case "finished":
        return `${"best".padEnd(42)} ${event.best}`;
      default:
        return event satisfies never;
    }
  }
}
