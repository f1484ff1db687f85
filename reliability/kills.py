#!/usr/bin/env python3
"""Kills trainings and sweeps at random, resumes them, and counts what was lost.

    reliability/kills.py DISTRIBUTION [--kills 100] [--seed 1] [--engine vector]

DISTRIBUTION is the folder that the build makes in runner/target. Needs Linux and nothing but
Python. A kill is of the front end, a worker, both or the whole group of processes, by TERM, KILL,
INT, or by STOP, followed by CONT or KILL. Exit code 1 if anything was lost.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import random
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time

TIMES = {"seconds", "evaluation_seconds", "data_seconds", "images_per_second"}
TARGETS = ["front end", "worker", "both", "group"]
SIGNALS = ["TERM", "KILL", "INT", "STOP, CONT", "STOP, KILL"]
PATIENCE = 120
MOST_COMMANDS = 40


def images(path, count, seed):
    """Pictures that are drawn here: a bar whose place is the class, under noise."""
    rng = random.Random(seed)
    labels = bytes(i % 10 for i in range(count))
    pixels = bytearray()
    for label in labels:
        picture = bytearray(rng.randrange(60) for _ in range(28 * 28))
        for row in range(4, 24):
            for column in range(2 * label + 2, 2 * label + 6):
                picture[28 * row + column] = 120 + rng.randrange(120)
        pixels += picture
    prefix = "train" if seed == 1 else "t10k"
    (path / f"{prefix}-images-idx3-ubyte").write_bytes(
        struct.pack(">IIII", 0x803, count, 28, 28) + pixels
    )
    (path / f"{prefix}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, count) + labels)


def processes(out):
    """Processes that name the folder of runs, by number: whether each is a worker."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if str(out) + "/" in command + "/" or str(out) + "\0" in command:
                if state != "Z":
                    found[int(entry.name)] = "WorkerMain" in command
    return found


def without_times(result):
    """What has to be the same of a result."""
    history = [
        {k: v for k, v in epoch.items() if k not in TIMES} for epoch in result["history"]
    ]
    return [result[k] for k in ("spec", "stop_reason", "test_outcome")] + [history]


def ending(out):
    """All that has to be the same at the end, by run."""
    runs = {}
    for folder in sorted(p for p in out.iterdir() if (p / "spec.json").exists()):
        result = folder / "result.json"
        runs[folder.name] = [
            json.dumps(without_times(json.loads(result.read_text()))) if result.exists() else None,
            [
                hashlib.sha256((folder / f"checkpoint-{name}.safetensors").read_bytes()).hexdigest()
                for name in ("last", "best")
            ],
            (folder / "curves.svg").exists(),
            [json.loads(line)["epoch"] for line in (folder / "events.jsonl").open()],
        ]
    return runs


def stored_epochs(folder):
    """As many epochs as the newest record beside a checkpoint has."""
    most = 0
    for name in ("last", "previous"):
        try:
            record = json.loads((folder / f"checkpoint-{name}.json").read_text())
            most = max(most, len(record["history"]))
        except (OSError, ValueError, KeyError):
            continue
    return most


class Job:
    """A command that is killed and given again until it has come to its end."""

    def __init__(self, runner, arguments, out, counts):
        self.command = [str(runner), *arguments, "--out", str(out)]
        self.out = out
        self.counts = counts
        self.log = out.parent / (out.name + ".log")

    def start(self):
        self.text = open(self.log, "wb")
        return subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=self.text,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def reported(self):
        """The last epoch of each run that was said to be trained."""
        known = {}
        folders = [p.name for p in self.out.iterdir() if (p / "spec.json").exists()]
        for line in self.log.read_text(errors="replace").splitlines():
            match = re.search(r"\b[Ee]poch (\d+)/\d+", line)
            name = next((n for n in folders if line.startswith(n + " ")), None)
            if match and (name or len(folders) == 1):
                known[name or folders[0]] = int(match.group(1))
        return known

    def kill(self, process, target, how):
        """Whether there was anything to kill."""
        found = processes(self.out)
        workers = [pid for pid, is_worker in found.items() if is_worker]
        front = [pid for pid, is_worker in found.items() if not is_worker]
        chosen = {
            "front end": front,
            "worker": workers[:1],
            "both": front + workers,
            "group": [-process.pid],
        }[target]
        if not chosen or process.poll() is not None:
            return False
        for name in how.split(", "):
            for pid in chosen:
                try:
                    os.kill(pid, getattr(signal, "SIG" + name)) if pid > 0 else os.killpg(
                        -pid, getattr(signal, "SIG" + name)
                    )
                except ProcessLookupError:
                    pass
            if name == "STOP":
                time.sleep(0.3)
        return True

    def check(self):
        """After the end of the command, however it came about."""
        time.sleep(2)
        orphans = processes(self.out)
        self.counts["orphans after 2 s"] += len(orphans)
        for pid in orphans:
            os.kill(pid, signal.SIGKILL)
        for name, epoch in self.reported().items():
            kept = stored_epochs(self.out / name)
            self.counts["runs looked at after a kill"] += 1
            if kept < epoch:
                self.counts["epochs lost"] += epoch - kept
                print(f"LOST: {name} had reported epoch {epoch}, and {kept} are left", flush=True)

    def run(self, rng, length, kills):
        """Kills and resumes it; the kills that are left."""
        for _ in range(MOST_COMMANDS):
            process = self.start()
            while kills > 0 and process.poll() is None:
                time.sleep(rng.uniform(0, 0.8 * length))
                target, how = rng.choice(TARGETS), rng.choice(SIGNALS)
                if self.kill(process, target, how):
                    kills -= 1
                    self.counts["kills"] += 1
                    self.counts[f"kills of {target}"] += 1
                    self.counts[f"kills by {how}"] += 1
                    try:
                        # A training that lost its worker ends; a sweep may go on.
                        process.wait(3 if target != "worker" or how != "STOP, CONT" else 0.1)
                    except subprocess.TimeoutExpired:
                        continue
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.counts["commands that hang"] += 1
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            self.text.close()
            self.check()
            if process.returncode == 0:
                return kills
            self.counts["commands"] += 1
            text = self.log.read_text(errors="replace")
            if "should not have happened" in text or "\tat org.menagerie" in text:
                self.counts["unexplained failures"] += 1
                print(text, flush=True)
        sys.exit(f"never came to its end: {self.command}\n{self.log.read_text(errors='replace')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("distribution", type=pathlib.Path)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", default="vector")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many")
    options = parser.parse_args()
    runner = options.distribution.resolve() / "bin" / "runner"
    rng = random.Random(options.seed)
    counts = collections.Counter()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="menagerie-kills-") as name:
        folder = pathlib.Path(name)
        data = folder / "data"
        data.mkdir()
        images(data, 2_000, 1)
        images(data, 500, 2)
        shared = ["--dataset", str(data), "--threads", "1"]
        model = ["--model", "progressive/model3"]
        train = ["train", *model, "--engine", options.engine, "--epochs", "8", *shared]
        sweep = ["compare", *model, "--engines", options.engine, "--seeds", "2"]
        sweep += ["--epochs", "4", "--jobs", "2", *shared]
        kinds = {}
        for kind, arguments in (("train", train), ("sweep", sweep)):
            out = folder / f"{kind}-undisturbed"
            out.mkdir()
            start = time.monotonic()
            job = Job(runner, arguments, out, collections.Counter())
            job.run(rng, 1, 0)
            kinds[kind] = arguments, time.monotonic() - start - 2, ending(out)
            print(f"undisturbed {kind}: {kinds[kind][1]:.1f} s", flush=True)
        left = options.kills
        number = 0
        while left > 0 and time.monotonic() - began < 60 * options.minutes:
            kind = rng.choice(list(kinds))
            arguments, length, expected = kinds[kind]
            out = folder / f"{kind}-{number}"
            out.mkdir()
            number += 1
            budget = min(left, rng.randint(1, 6))
            left -= budget - Job(runner, arguments, out, counts).run(rng, length, budget)
            counts["runs brought to their end"] += len(expected)
            for run, stored in ending(out).items():
                if stored != expected.get(run):
                    counts["runs with differing bits"] += 1
                    print(f"DIFFERS: {out.name}/{run}", flush=True)
            if set(ending(out)) != set(expected):
                counts["runs too many or missing"] += 1
            counts["temporary files left"] += sum(1 for _ in out.rglob("*.tmp"))
            print(dict(counts), flush=True)
    for what in ("epochs lost", "runs with differing bits", "orphans after 2 s",
                 "temporary files left", "commands that hang", "unexplained failures",
                 "runs too many or missing"):
        counts.setdefault(what, 0)
    for what, count in sorted(counts.items()):
        print(f"{what:32} {count:6,d}")
    harmless = ("kills", "runs brought", "runs looked", "commands")
    return 1 if any(
        c for w, c in counts.items()
        if not w.startswith(harmless) or w == "commands that hang"
    ) else 0


if __name__ == "__main__":
    sys.exit(main())
