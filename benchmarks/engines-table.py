"""Makes Markdown tables of the lines that engines.py prints, read from standard input."""

import sys
from collections import defaultdict
from math import exp, log
from statistics import median

BATCH_SIZE = 128
STEPS_PER_EPOCH = 60_000 / BATCH_SIZE
# One multiply-accumulate is two operations; a step has one forward and two backward for each.
OPERATIONS_PER_MAC = 6

NAMES = {
    "vector": "vector",
    "pytorch": "DJL PyTorch",
    "mxnet": "DJL MXNet",
    "python": "Python",
}


def table(heads, rows):
    print("| " + " | ".join(heads) + " |")
    print("|---" + "|---:" * (len(heads) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def geometric_mean(values):
    return exp(sum(map(log, values)) / len(values))


def number(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


class Results:
    def __init__(self, lines):
        self.blocks = defaultdict(dict)
        self.macs = {}
        for line in lines:
            model, macs, name, threads, round_, value = line.rstrip("\n").split("\t")
            self.macs[model] = int(macs)
            self.blocks[model, name, threads][round_] = float(value)
        self.models = list(self.macs)
        self.threads = sorted({threads for _, _, threads in self.blocks}, key=int)
        found = {name for _, name, _ in self.blocks}
        self.names = [name for name in NAMES if name in found]
        self.has_peak = "peak" in found
        self.has_processes = all(
            (model, "processes", self.threads[-1]) in self.blocks for model in self.models
        )

    def best(self, model, name, threads):
        return min(self.blocks[model, name, threads].values())

    def ratio(self, model, one, other):
        """Median over rounds of one contender's time by another's, each a name and threads."""
        ones, others = self.blocks[(model, *one)], self.blocks[(model, *other)]
        return median(ones[round_] / others[round_] for round_ in ones if round_ in others)

    def rate(self, model, name, threads):
        operations = OPERATIONS_PER_MAC * self.macs[model] * BATCH_SIZE
        return operations / self.best(model, name, threads) / 1e6

    def peak(self, model, threads):
        return max(self.blocks[model, "peak", threads].values())


def times(results):
    columns = [(name, count) for name in results.names for count in results.threads]
    heads = [f"{NAMES[name]}, {count}" for name, count in columns]
    print("Milliseconds per step of 128 images, best block, by number of threads:\n")
    rows = [[m, *(number(results.best(m, *column)) for column in columns)] for m in results.models]
    table(["model", *heads], rows)


def ratios(results):
    most = results.threads[-1]
    others = [name for name in results.names if name != "vector"]
    pairs = [((name, most), ("vector", most)) for name in others]
    heads = [f"{NAMES[name]} / vector" for name in others]
    if len(results.threads) > 1:
        fewest = results.threads[0]
        pairs.append((("vector", fewest), ("vector", most)))
        heads.append(f"vector, {fewest} thread to {most}")
        if results.has_processes:
            pairs.append((("vector", fewest), ("processes", most)))
            heads.append(f"to {most} processes")
    print(
        f"Seconds per epoch of 60,000 images with {most} threads, from the best block,"
        " and ratios of times, medians over rounds:\n"
    )
    values = {model: [results.ratio(model, *pair) for pair in pairs] for model in results.models}
    rows = []
    for model in results.models:
        epochs = [
            number(results.best(model, name, most) * STEPS_PER_EPOCH / 1000)
            for name in results.names
        ]
        rows.append([model, *epochs, *map(number, values[model])])
    means = [number(geometric_mean(column)) for column in zip(*values.values())]
    lowest = [number(min(column)) for column in zip(*values.values())]
    empty = [""] * len(results.names)
    rows += [["**geometric mean**", *empty, *means], ["**smallest**", *empty, *lowest]]
    table(["model", *(f"{NAMES[name]}, s" for name in results.names), *heads], rows)


def rates(results):
    columns = [(name, count) for name in results.names for count in results.threads]
    heads = [f"{NAMES[name]}, {count}" for name, count in columns]
    beside = ", and the peak measured beside it" if results.has_peak else ""
    print(f"GFLOP/s of the best block, by number of threads{beside}:\n")
    rows = []
    for model in results.models:
        row = [model, f"{results.macs[model]:,}"]
        row += [f"{results.rate(model, *column):.1f}" for column in columns]
        if results.has_peak:
            row += [f"{results.peak(model, count):.0f}" for count in results.threads]
        rows.append(row)
    peaks = [f"peak, {count}" for count in results.threads] if results.has_peak else []
    table(["model", "MACs per image", *heads, *peaks], rows)


def main():
    results = Results(sys.stdin)
    times(results)
    ratios(results)
    rates(results)


if __name__ == "__main__":
    main()
