#!/usr/bin/env bash
# Compares what depthwise convolutions of the engine vector read and write with the memory bandwidth
# measured beside them, in turns within one process, on one thread and batches of 128 images.
# Usage: benchmarks/depthwise.sh    (ROUNDS=... other than 7)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
classes=$work/classes
javac -proc:none -d "$classes" -cp "$home/lib/*" \
  runner/src/test/java/org/menagerie/runner/bench/*.java
learn_worker --model progressive/model2 --engine vector --dataset digits --epochs 1 \
  --out "$work/runs"
worker_java "$classes"
heading benchmarks/depthwise.sh
env -i "${worker_environment[@]}" "${java[@]}" \
  org.menagerie.runner.bench.DepthwiseBandwidth "${ROUNDS:-7}" "${plugins[@]}" > "$work/rates.tsv"
python3 - "$work/rates.tsv" <<'TABLE'
import statistics, sys

rows = {}
for line in open(sys.argv[1]):
    shape, *rates = line.rstrip("\n").split("\t")
    rows.setdefault(shape, []).append([float(rate) for rate in rates])
print("| map | n | copy, GB/s | forward, GB/s | backward, GB/s | forward / copy | backward / copy |")
print("|---|---:|---:|---:|---:|---:|---:|")
for shape, rates in rows.items():
    copy, forward, backward = (statistics.median(column) for column in zip(*rates))
    ahead = statistics.median(f / c for c, f, _ in rates)
    back = statistics.median(b / c for c, _, b in rates)
    print(f"| {shape} | {len(rates)} | {copy:.2f} | {forward:.2f} | {backward:.2f} | {ahead:.2f} | {back:.2f} |")
TABLE
