"""Records steps of a run until a file is there, and prints each once it was flushed."""

import itertools
import sys
import time
from pathlib import Path

import begat


def main(id: str, pause: float, end: Path) -> None:
    run = begat.start_run(id=id, capture=False)
    for step in itertools.count():
        run.set_tag("step", step)
        run.log_metric("loss", step)
        run.flush()
        print(step, flush=True)
        if end.exists():
            break
        time.sleep(pause)
    run.end()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))
