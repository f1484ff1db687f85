"""Makes a Markdown table of tab-separated lines: a case, then one value or two.

Usage: table.py CASE A      smallest, median and largest A of each case
       table.py CASE A B    medians of A and B, and of A / B, taken line by line, all three
       table.py CASE A B MEAN    a last row of this name with the geometric mean of the medians
"""

import sys
from statistics import geometric_mean, median


def number(value):
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def spread(values):
    return [number(min(values)), number(median(values)), number(max(values))]


def main():
    names = sys.argv[1:]
    cases = {}
    for line in sys.stdin:
        case, *values = line.rstrip("\n").split("\t")
        cases.setdefault(case, []).append([float(value) for value in values])
    if len(names) == 2:
        heads = [names[0], "n", *(f"{names[1]}, {of}" for of in ("min", "median", "max"))]
        rows = [[case, str(len(v)), *spread([a for (a,) in v])] for case, v in cases.items()]
    else:
        heads = [names[0], "n", *names[1:3], "ratio, min", "median", "max"]
        rows = []
        for case, pairs in cases.items():
            medians = [number(median(side)) for side in zip(*pairs)]
            rows.append([case, str(len(pairs)), *medians, *spread([a / b for a, b in pairs])])
        if len(names) > 3:
            ratios = [median(a / b for a, b in pairs) for pairs in cases.values()]
            rows.append([names[3], "", "", "", "", number(geometric_mean(ratios)), ""])
    print("| " + " | ".join(heads) + " |")
    print("|---" + "|---:" * (len(heads) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
