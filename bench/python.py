"""What a call of log_metric costs the training thread, and how fast its points are recorded.

Run it against a server: BEGAT_URL=http://127.0.0.1:4680 PYTHONPATH=python/src python3 bench/python.py
"""

import time

import begat

CALLS = 100_000

run = begat.start_run(capture=False)
start = time.perf_counter()
costs = []
for _ in range(5):
    # The time of this thread alone: the sending one and the server want the processor too.
    before = time.thread_time()
    for _ in range(CALLS):
        run.log_metric("loss", 0.5)
    costs.append((time.thread_time() - before) / CALLS * 1e6)
run.end()
elapsed = time.perf_counter() - start
assert begat.default_client().metrics(run.id)["loss"]["count"] == 5 * CALLS
print(f"log_metric: {sorted(costs)[2]:.1f} µs a call; {5 * CALLS / elapsed:,.0f} points/s until they are recorded")
