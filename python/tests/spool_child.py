"""Records steps of a run, and prints each once it was flushed."""

import sys
import time

import begat


def main(id: str, steps: int, pause: float) -> None:
    run = begat.start_run(id=id, capture=False)
    for step in range(steps):
        run.set_tag("step", step)
        run.log_metric("loss", step)
        run.flush()
        print(step, flush=True)
        time.sleep(pause)
    run.end()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
