"""The usual training loop of PyTorch, in plain Python: a loader, epochs, checkpoints, early stopping."""

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path

import begat


class Loader:
    """Shuffled batches of (x, y), as ``torch.utils.data.DataLoader`` gives them."""

    def __init__(self, path: Path, batch_size: int) -> None:
        lines = path.read_text().splitlines()[1:]
        self.rows = [(float(x), float(y)) for x, y in (line.split(",") for line in lines)]
        self.batch_size = batch_size

    def __iter__(self) -> Iterator[list[tuple[float, float]]]:
        random.shuffle(self.rows)
        for start in range(0, len(self.rows), self.batch_size):
            yield self.rows[start : start + self.batch_size]


class Linear:
    """y = weight * x + bias, with the gradients of the mean squared error."""

    def __init__(self) -> None:
        self.weight, self.bias = 0.0, 0.0

    def loss(self, batch: list[tuple[float, float]]) -> float:
        return sum((self.weight * x + self.bias - y) ** 2 for x, y in batch) / len(batch)

    def step(self, batch: list[tuple[float, float]], lr: float) -> None:
        errors = [(self.weight * x + self.bias - y, x) for x, y in batch]
        self.weight -= lr * sum(2 * error * x for error, x in errors) / len(batch)
        self.bias -= lr * sum(2 * error for error, _ in errors) / len(batch)

    def state_dict(self) -> dict[str, float]:
        return {"weight": self.weight, "bias": self.bias}


def write_data(path: Path, seed: int) -> None:
    random.seed(seed)
    points = [(x / 50, 3 * x / 50 - 1 + random.gauss(0, 0.05)) for x in range(-50, 50)]
    path.write_text("x,y\n" + "".join(f"{x},{y}\n" for x, y in points))


def main() -> None:
    write_data(Path("points.csv"), seed=1)
    client = begat.default_client()
    points = client.datasets.add("points", "points.csv", split="train")

    config = {"lr": 0.1, "batch_size": 10, "epochs": 30, "patience": 3}
    with begat.start_run("points", params=config) as run:
        run.log_input(points.id, relation="trained-on", role="train")
        loader = Loader(client.datasets.get(points.id), batch_size=int(config["batch_size"]))
        model, best, stale = Linear(), math.inf, 0
        for epoch in range(int(config["epochs"])):
            for batch in loader:
                run.log_metric("batch_loss", model.loss(batch))
                model.step(batch, config["lr"])
            loss = model.loss(loader.rows)
            run.log_metrics({"loss": loss, "weight": model.weight}, step=epoch)
            if loss < best - 1e-4:
                best, stale = loss, 0
                checkpoint = run.log_artifact(json.dumps(model.state_dict()).encode(), "checkpoints/best.json")
            else:
                stale += 1
            if stale >= config["patience"]:
                run.set_tag("stopped", f"no better since epoch {epoch - stale}")
                break
        run.log_metric("best_loss", best)

    print(run.id, "best loss", round(client.metrics(run.id)["best_loss"]["last"], 4))
    print("weights", json.loads(client.artifacts.get(checkpoint)))


if __name__ == "__main__":
    main()
