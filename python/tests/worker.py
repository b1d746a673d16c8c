"""What a worker of multiprocessing does; a module of its own, so that a spawned one finds it."""

import begat


def log_from_worker(run: begat.Run, name: str) -> None:
    for step in range(50):
        run.log_metric(name, step / 2)
