#!/usr/bin/env bash
# Measures the resident memory of the training process at the end of each epoch, on digits.
# Usage: benchmarks/memory.sh [EPOCHS]    (default: 8)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
epochs=${1:-8}

build
scratch
heading benchmarks/memory.sh "$@"
for engine in vector pytorch mxnet; do
  echo "$engine" >&2
  "$runner" --model progressive/model2 --engine "$engine" --dataset digits --epochs "$epochs" \
    --out "$work/$engine" > "$work/front.txt" &
  front=$!
  worker=$(worker_of "$front")
  seen=0
  while [ "$seen" -lt "$epochs" ] && [ -d "/proc/$worker" ]; do
    sleep 0.05
    now=$(find "$work/$engine" -name events.jsonl -exec cat {} + | wc -l)
    if [ "$now" -gt "$seen" ]; then
      seen=$now
      sed -n "s/^VmRSS:[^0-9]*\([0-9]*\) kB/$engine\t\1/p" "/proc/$worker/status" >> "$work/rss.tsv"
    fi
  done
  wait "$front"
done
awk -F '\t' -v epochs="$epochs" '
  !($1 in n) { order[++count] = $1 }
  {
    n[$1]++
    row[$1] = row[$1] sprintf(" %.0f |", $2 / 1024)
    if (n[$1] == 2) { low[$1] = high[$1] = $2 }
    if (n[$1] > 2 && $2 < low[$1]) { low[$1] = $2 }
    if (n[$1] > 2 && $2 > high[$1]) { high[$1] = $2 }
  }
  END {
    head = "| MiB after epoch |"
    line = "|---|"
    for (i = 1; i <= epochs; i++) { head = head " " i " |"; line = line "---:|" }
    print head " spread from epoch 2 |"
    print line "---:|"
    for (i = 1; i <= count; i++) {
      e = order[i]
      printf "| %s |%s %.1f %% |\n", e, row[e], 100 * (high[e] / low[e] - 1)
    }
  }' "$work/rss.tsv"
