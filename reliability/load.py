#!/usr/bin/env python3
"""Watches memory, open files and threads of a long training, or of a sweep of many short ones.

    reliability/load.py DISTRIBUTION epochs [--count 300] --svg epochs.svg
    reliability/load.py DISTRIBUTION runs [--count 1000] --svg runs.svg

DISTRIBUTION is the folder that the build makes in runner/target. Needs Linux and nothing but
Python. Prints a table: what each was after a tenth of the time, at the end, and at most. The curves
go to the SVG. Exit code 1 if the command fails.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from trainings import images
from victims import processes

EVERY = 0.5
WIDTH, HEIGHT, LEFT, GAP = 640, 110, 70, 34
COLOURS = {"front end": "#4269d0", "worker": "#e3761c"}
MEASURES = ["memory, MiB", "open files", "threads"]


def look(pid):
    """The three measures of a process, or None if it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        files = len(os.listdir(f"/proc/{pid}/fd"))
        return [int(fields["VmRSS"].split()[0]) / 1024, files, int(fields["Threads"])]
    except (OSError, KeyError):
        return None


def watch(command, out):
    """Seconds and, by kind of process, the largest of each measure among the processes there are."""
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    began = time.monotonic()
    samples = []
    while process.poll() is None:
        kinds = {}
        for pid, is_worker in processes(out).items():
            seen = look(pid)
            if seen:
                kind = "worker" if is_worker else "front end"
                kinds[kind] = [max(pair) for pair in zip(kinds.get(kind, seen), seen)]
        samples.append((time.monotonic() - began, kinds))
        time.sleep(EVERY)
    return process.returncode, samples


def curve(samples, kind, measure):
    return [(t, kinds[kind][measure]) for t, kinds in samples if kind in kinds]


def median(values):
    return sorted(values)[len(values) // 2]


def table(samples):
    """Each measure early and late, as medians of a twentieth of the time, and its maximum."""
    end = samples[-1][0]
    yield f"{'':24} {'early':>8} {'late':>8} {'most':>8}"
    for kind in COLOURS:
        for number, name in enumerate(MEASURES):
            points = curve(samples, kind, number)
            early = median([v for t, v in points if 0.1 * end <= t <= 0.15 * end])
            late = median([v for t, v in points if 0.9 * end <= t <= 0.95 * end])
            most = max(v for _, v in points)
            yield f"{kind + ', ' + name:24} {early:8.0f} {late:8.0f} {most:8.0f}"


def svg(samples, title):
    """One small chart for each measure, one below the other."""
    end = samples[-1][0]
    parts = []
    for number, name in enumerate(MEASURES):
        top = 40 + number * (HEIGHT + GAP)
        most = 1.1 * max(k[number] for _, kinds in samples for k in kinds.values())
        parts.append(f'<text x="{LEFT}" y="{top - 6}">{name}</text>')
        parts.append(f'<path d="M{LEFT} {top}v{HEIGHT}h{WIDTH}" fill="none" stroke="#999"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{top + 10}" text-anchor="end">{most:.0f}</text>')
        parts.append(f'<text x="{LEFT - 6}" y="{top + HEIGHT}" text-anchor="end">0</text>')
        for kind, colour in COLOURS.items():
            points = " ".join(
                f"{LEFT + WIDTH * t / end:.1f},{top + HEIGHT * (1 - value / most):.1f}"
                for t, value in curve(samples, kind, number)
            )
            parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
    height = 40 + len(MEASURES) * (HEIGHT + GAP)
    parts.append(
        f'<text x="{LEFT + WIDTH}" y="{height - 18}" text-anchor="end">{end / 60:.0f} minutes</text>'
    )
    legend = "".join(
        f'<tspan fill="{colour}" dx="12">{kind}</tspan>' for kind, colour in COLOURS.items()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {height}" '
        f'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/>'
        f'<text x="{LEFT}" y="16">{title}{legend}</text>{"".join(parts)}</svg>\n'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("distribution", type=pathlib.Path)
    parser.add_argument("kind", choices=["epochs", "runs"])
    parser.add_argument("--count", type=int)
    parser.add_argument("--engine", default="vector")
    parser.add_argument("--svg", type=pathlib.Path)
    options = parser.parse_args()
    count = options.count or {"epochs": 300, "runs": 1000}[options.kind]
    with tempfile.TemporaryDirectory(prefix="menagerie-load-") as name:
        folder = pathlib.Path(name)
        data, out = folder / "data", folder / "out"
        data.mkdir()
        images(data, 200, 1)
        images(data, 100, 2)
        # The smallest model there is.
        shared = ["--model", "classics/minimal-697", "--out", out, "--threads", "1"]
        command = [options.distribution.resolve() / "bin" / "runner"]
        if options.kind == "epochs":
            command += ["train", "--engine", options.engine, "--epochs", count]
            command += ["--dataset", "digits", *shared]
        else:
            command += ["compare", "--engines", options.engine, "--seeds", count, "--epochs", 1]
            command += ["--jobs", 2, "--dataset", data, *shared]
        code, samples = watch(command, out)
        finished = sum(1 for _ in out.glob("*/result.json"))
    title = f"{count} {options.kind} on {options.engine}"
    print(f"{title}: exit code {code}, {finished} runs finished, {samples[-1][0] / 60:.1f} minutes")
    print("\n".join(table(samples)))
    if options.svg:
        options.svg.write_text(svg(samples, title))
    return 0 if code == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
