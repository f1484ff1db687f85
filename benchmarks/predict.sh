#!/usr/bin/env bash
# How many images a second "runner predict" answers with progressive/model3, as CSV of three classes
# each: a small file of images and a large one, in turns. What the large one takes longer is what
# images cost once everything has started.
# Usage: benchmarks/predict.sh [ROUNDS]    (default: 3)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
small=60000
large=300000

build
scratch
"$runner" --model progressive/model3 --engine vector --dataset digits --epochs 1 \
  --out "$work/runs" > "$work/front.txt"
for images in $small $large; do
  python3 -c '
import os, struct, sys
images = int(sys.argv[2])
with open(sys.argv[1], "wb") as out:
    out.write(struct.pack(">4i", 0x803, images, 28, 28))
    for _ in range(images // 1000):
        out.write(os.urandom(784000))' "$work/$images.idx" "$images"
done
heading benchmarks/predict.sh "$@"
for _ in $(seq "${1:-3}"); do
  for images in $small $large; do
    begun=$(date +%s.%N)
    "$runner" predict "$work/runs"/* "$work/$images.idx" --csv > "$work/answers.csv"
    echo "$images $(echo "$(date +%s.%N) - $begun" | bc)" >> "$work/times.txt"
    [ "$(wc -l < "$work/answers.csv")" -eq $((3 * images + 1)) ]
  done
done
python3 - "$work/times.txt" "$small" "$large" <<'TABLE'
import statistics, sys

times = {}
for line in open(sys.argv[1]):
    images, seconds = line.split()
    times.setdefault(int(images), []).append(float(seconds))
small, large = map(int, sys.argv[2:])
rates = [(large - small) / (b - a) for a, b in zip(times[small], times[large])]
print("| images | n | s, min | median | max |")
print("|---:|---:|---:|---:|---:|")
for images, seconds in times.items():
    print(f"| {images:,} | {len(seconds)} | {min(seconds):.2f} | {statistics.median(seconds):.2f} "
          f"| {max(seconds):.2f} |")
print(f"\nOnce started, images/s: {min(rates):,.0f} to {max(rates):,.0f}, "
      f"median {statistics.median(rates):,.0f}")
TABLE
