#!/usr/bin/env python3
"""Simulates a sweep on a cluster, to see what limits it.

Executors of one slot each take the next run, train it and hand its folder back. Times of runs are
drawn from stored ones. An executor is lost now and then and comes back; its run begins again. A
worker dies now and then, and its run is tried again from the checkpoint. The command and Spark's
driver do one thing after another: they are a queue, which costs processor time for each run, and
for each second of each training (messages about batches, questions for input).

Usage: cluster-simulation.py RESULTS [NAME=VALUE...]    (--help for the names)
"""

import heapq
import json
import random
import sys
from pathlib import Path
from statistics import mean, median

VALUES = {
    "runs": (10000, "runs of the sweep"),
    "executors": (200, "executors, of one run at a time each"),
    "lost": (24.0, "hours after which an executor is lost, on average"),
    "back": (120.0, "seconds until a lost one is back"),
    "died": (0.005, "share of the runs whose worker dies, halfway on average"),
    "cold": (4.2, "seconds from the task to the first batch in a new worker"),
    "warm": (0.25, "the same in one that waited"),
    "tasks": (100, "runs after which a worker is replaced"),
    "per_run": (0.042, "processor seconds of command and driver for a run"),
    "per_second": (0.0111, "and for a second of a training"),
    "processors": (4, "that command and driver have for themselves"),
    "faster": (1.0, "how many times as fast as the stored runs the executors train"),
    "seed": (1, "of the dice"),
}


def stored_times(folder):
    """Seconds of training and evaluation of each stored run on vector."""
    times = []
    for path in sorted(Path(folder).glob("*/result.json")):
        result = json.loads(path.read_text())
        if result["spec"]["engine"] == "vector":
            times.append(sum(e["seconds"] + e["evaluation_seconds"] for e in result["history"]))
    return times


def simulate(times, v, longest_first=False):
    dice = random.Random(v.seed)
    # In the order of a plan, which does not look at how long they are.
    waiting = [dice.choice(times) / v.faster for _ in range(v.runs)]
    if longest_first:
        waiting.sort()
    work = sum(waiting)
    # Messages of all who train leave the driver only a part of its processors.
    share = v.processors - v.per_second * v.executors
    trained_by = [0] * v.executors
    next_loss = [dice.expovariate(1 / (v.lost * 3600)) for _ in range(v.executors)]
    events, idle = [], set(range(v.executors))
    free_driver = end = wasted = 0.0
    waited, lost, died = [], 0, 0

    def assign(now):
        nonlocal died
        while waiting and idle:
            executor = idle.pop()
            length = waiting.pop()
            whole = length + (v.warm if trained_by[executor] % v.tasks else v.cold)
            if dice.random() < v.died:
                # Goes on from its checkpoint, in another worker.
                died += 1
                whole += v.cold
                trained_by[executor] = 0
            if next_loss[executor] < now + whole:
                moment = max(now, next_loss[executor])
                heapq.heappush(events, (moment, "lost", executor, length, now))
            else:
                heapq.heappush(events, (now + whole, "trained", executor, length, now))

    assign(0.0)
    while events:
        now, what, executor, length, begun = heapq.heappop(events)
        if what == "trained":
            # The driver takes the folder when it has taken those before.
            free_driver = max(now, free_driver) + v.per_run / share
            waited.append(free_driver - now)
            trained_by[executor] += 1
            heapq.heappush(events, (free_driver, "stored", executor, length, begun))
        elif what == "stored":
            end = now
            idle.add(executor)
        elif what == "lost":
            lost += 1
            wasted += now - begun
            waiting.append(length)
            trained_by[executor] = 0
            next_loss[executor] = now + v.back + dice.expovariate(1 / (v.lost * 3600))
            heapq.heappush(events, (now + v.back, "back", executor, 0.0, now))
        else:
            idle.add(executor)
        assign(now)
    assert len(waited) == v.runs and not waiting, "every run is trained to its end, and once"
    return {
        "hours": end / 3600,
        "ideal": work / v.executors / 3600,
        "used": work / (end * v.executors),
        "load": v.executors * (v.per_second + v.per_run * v.runs / work) / v.processors,
        "wait": mean(waited),
        "longest": max(waited),
        "lost": lost,
        "wasted": wasted / 3600,
        "died": died,
    }


class Values:
    def __init__(self, given):
        for name, (standard, _) in VALUES.items():
            setattr(self, name, type(standard)(given.get(name, standard)))


def main():
    if len(sys.argv) < 2 or "--help" in sys.argv:
        print(__doc__)
        for name, (standard, meaning) in VALUES.items():
            print("  %-10s %s (%s)" % (name, meaning, standard))
        return
    given = dict(word.split("=") for word in sys.argv[2:])
    times = stored_times(sys.argv[1])
    spread = min(times), max(times), median(times)
    print("%d stored runs: %.0f to %.0f s, median %.0f\n" % (len(times), *spread))
    columns = {
        "executors": "%d",
        "hours": "%.2f",
        "the longest runs first": "%.2f",
        "if nothing failed or waited": "%.2f",
        "executors train, %": "%.1f",
        "load of the driver, %": "%.0f",
        "a trained run waits for it, mean, s": "%.2f",
        "longest, s": "%.1f",
        "executors lost": "%d",
        "hours of training lost": "%.1f",
        "workers died": "%d",
    }
    print("| " + " | ".join(columns) + " |")
    print("|" + "---:|" * len(columns))
    asked = Values(given).executors
    for executors in sorted({50, asked, 500, 1000, 2000}):
        v = Values({**given, "executors": executors})
        if v.per_second * executors >= v.processors:
            print("| %d | messages alone are more than the driver can do" % executors + " |" * 10)
            continue
        r = simulate(times, v)
        longest_first = simulate(times, v, longest_first=True)["hours"]
        values = [executors, r["hours"], longest_first, r["ideal"]]
        values += [100 * r["used"], 100 * r["load"]]
        values += [r["wait"], r["longest"], r["lost"], r["wasted"], r["died"]]
        print("| " + " | ".join(f % x for f, x in zip(columns.values(), values)) + " |")


main()
