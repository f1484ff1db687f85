#!/usr/bin/env bash
# Measures reports on many stored runs: seconds, the most memory, and the size of what is written.
# Usage: benchmarks/reports.sh [RUNS...]    (default: 2000 10000)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
heading benchmarks/reports.sh "$@"
source=results/mnistnet-mnistnet1-vector-s1-b288b412
printf '%-8s %-7s %-9s %8s %8s %8s\n' runs seeds format seconds MiB 'MB out'
for runs in "${@:-2000 10000}"; do
  for seeds in 1 5; do
    for count in $runs; do
      python3 benchmarks/stored-runs.py "$source" "$work/$count-$seeds" "$count" "$seeds"
      for format in markdown html json; do
        /usr/bin/time -f '%e %M' -o "$work/time" \
          "$runner" report "$work/$count-$seeds" --format "$format" --output "$work/report" 2> "$work/err" ||
          { cat "$work/err" >&2; exit 1; }
        read -r seconds kib < "$work/time"
        printf '%-8s %-7s %-9s %8s %8d %8.1f\n' "$count" "$seeds" "$format" "$seconds" \
          $((kib / 1024)) "$(echo "$(stat -c %s "$work/report") / 1000000" | bc -l)"
      done
      rm -rf "$work/$count-$seeds"
    done
  done
done
