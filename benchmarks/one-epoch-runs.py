"""Prints a line for each run of one epoch: a title, the seconds from one run's end to the next one's,
and those of the second epoch of the run with the same seed in another folder.

The former are all that a run costs in a sweep of one job; the first run, which has none before it,
is left out. Usage: one-epoch-runs.py TITLE FOLDER_OF_ONE FOLDER_OF_TWO
"""

import json
import sys
from datetime import datetime
from pathlib import Path


def results(folder):
    for path in Path(folder).glob("*/result.json"):
        yield json.loads(path.read_text())


def end(result):
    # Java gives nanoseconds, of which not every Python reads all.
    return datetime.fromisoformat(result["provenance"]["finished_at"].rstrip("Z")[:26])


title, of_one, of_two = sys.argv[1:]
second = {r["spec"]["seed"]: r["history"][1]["seconds"] for r in results(of_two)}
runs = sorted(results(of_one), key=end)
for before, run in zip(runs, runs[1:]):
    whole = (end(run) - end(before)).total_seconds()
    print(title, f"{whole:.3f}", second[run["spec"]["seed"]], sep="\t")
