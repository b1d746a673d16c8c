"""The Python client of Begat, the record of what came from what in machine learning.

::

    import begat

    with begat.start_run("churn", params={"lr": 0.01}) as run:
        run.log_input("ds:users:v1", relation="trained-on", role="train")
        for epoch in range(10):
            run.log_metric("loss", 1 / (epoch + 1))
        run.log_artifact("model.pkl")

It finds the server by ``BEGAT_URL`` (``http://127.0.0.1:4680`` when that is not set) and shows ``BEGAT_TOKEN``.
``begat.Begat`` is a client with everything; the functions here use one by default.
"""

from .api import current_run, start_job_run, start_run, track
from .client import Begat, default_client
from .datasets import DatasetVersion
from .errors import BegatError
from .runs.execution import JobRun, Run
from .step import step

__all__ = [
    "Begat",
    "BegatError",
    "DatasetVersion",
    "JobRun",
    "Run",
    "current_run",
    "default_client",
    "start_job_run",
    "start_run",
    "step",
    "track",
]
__version__ = "0.1.0"
