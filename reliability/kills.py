#!/usr/bin/env python3
"""Kills trainings, sweeps, reports and downloads at random, repeats them, and counts what was lost.

    reliability/kills.py DISTRIBUTION [--kills 100] [--seed 1] [--engine vector] [--engine pytorch]

DISTRIBUTION is the folder that the build makes in runner/target. Needs Linux and nothing but
Python. A kill is of the front end, a worker, both or the whole group of processes, by TERM, KILL,
INT, or by STOP, followed by CONT or KILL. Downloads are of MNIST, from a server that is started
here, where MENAGERIE_DATA names it. Exit code 1 if anything was lost.
"""

import argparse
import collections
import os
import pathlib
import random
import sys
import tempfile
import time

from files import Fetch, Mirror, Report, many_runs
from trainings import Training, images

LOSSES = [
    "epochs lost",
    "runs or files that differ",
    "runs or files too many or missing",
    "half-written files",
    "orphans after 2 s",
    "temporary files left",
    "commands that hang",
    "unexplained failures",
]
STORED_RUNS = 1_000
DOWNLOAD_SECONDS = 3


def kinds(runner, folder, engines):
    """What is killed, by name: a function of the folder of outputs and the counts."""
    data = folder / "data"
    data.mkdir()
    images(data, 2_000, 1)
    images(data, 500, 2)
    shared = ["--model", "progressive/model3", "--dataset", data, "--threads", "1"]
    found = {}
    for engine in engines:
        train = ["train", "--engine", engine, "--epochs", "8", *shared]
        sweep = ["compare", "--engines", engine, "--seeds", "2", "--epochs", "4", "--jobs", "2"]
        sweep += shared
        for name, arguments in ((f"training on {engine}", train), (f"sweep on {engine}", sweep)):
            found[name] = lambda out, counts, a=arguments: Training(runner, a, out, counts)
    runs = many_runs(folder / "stored", STORED_RUNS)
    found["report"] = lambda out, counts: Report(runner, runs, out, counts)
    mnist = pathlib.Path(os.environ.get("MENAGERIE_DATA", folder)) / "mnist"
    if mnist.is_dir():
        address = Mirror(mnist, DOWNLOAD_SECONDS).address()
        found["download"] = lambda out, counts: Fetch(runner, address, mnist, out, counts)
    else:
        print("no download is killed, since MENAGERIE_DATA names no folder with MNIST", flush=True)
    return found


def compare(victim, expected, counts):
    """Counts what differs from the ending of the same command when nothing disturbed it."""
    ending = victim.ending()
    counts["runs and files brought to their end"] += len(expected)
    for name in set(expected) & set(ending):
        if ending[name] != expected[name]:
            counts["runs or files that differ"] += 1
            print(f"DIFFERS: {victim.out.name}/{name}", flush=True)
    counts["runs or files too many or missing"] += len(set(ending) ^ set(expected))
    counts["temporary files left"] += sum(1 for _ in victim.out.rglob("*.tmp"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("distribution", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", action="append", help="can be repeated (default: vector)")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    options = parser.parse_args()
    runner = options.distribution.resolve() / "bin" / "runner"
    rng = random.Random(options.seed)
    counts = collections.Counter({loss: 0 for loss in LOSSES})
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="menagerie-kills-") as name:
        folder = pathlib.Path(name)
        known = {}
        for kind, make in kinds(runner, folder, options.engine or ["vector"]).items():
            start = time.monotonic()
            victim = make(folder / f"undisturbed {kind}", collections.Counter())
            victim.run(rng, 1, 0)
            known[kind] = make, time.monotonic() - start - 2, victim.ending()
            print(f"undisturbed {kind}: {known[kind][1]:.1f} s", flush=True)
        left = options.kills
        number = 0
        while left > 0 and time.monotonic() - began < 60 * options.minutes:
            kind = rng.choice(list(known))
            make, length, expected = known[kind]
            number += 1
            victim = make(folder / f"{number} {kind}", counts)
            budget = min(left, rng.randint(1, 6))
            used = budget - victim.run(rng, length, budget)
            left -= used
            counts[f"kills during a {kind}"] += used
            compare(victim, expected, counts)
            print(dict(counts), flush=True)
    for what, count in sorted(counts.items()):
        print(f"{what:40} {count:6,d}")
    return 1 if any(counts[loss] for loss in LOSSES) else 0


if __name__ == "__main__":
    sys.exit(main())
