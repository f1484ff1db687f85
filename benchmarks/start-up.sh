#!/usr/bin/env bash
# Measures the seconds that commands take which only look things up, and those from the start of a
# training to its first batch: until the progress bar stands on the terminal.
# Usage: benchmarks/start-up.sh [ROUNDS]    (default: 5)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
heading benchmarks/start-up.sh "$@"
# timed TITLE COMMAND...
timed() {
  local title=$1 start=${EPOCHREALTIME/./} end
  shift
  "$@" > "$work/out.txt"
  end=${EPOCHREALTIME/./}
  printf '%s\t%d.%06d\n' "$title" $(((end - start) / 1000000)) $(((end - start) % 1000000))
}
for ((round = 1; round <= ${1:-5}; round++)); do
  timed "runner list" "$runner" list
  timed "runner describe" "$runner" describe --zoo progressive --model model2
  for engine in vector pytorch mxnet; do
    printf 'first batch, %s\t' "$engine"
    python3 benchmarks/first-batch.py "$runner" --model progressive/model2 --engine "$engine" \
      --dataset digits --epochs 1 --out "$work/$engine-$round"
  done
done > "$work/values.tsv"
python3 benchmarks/table.py what seconds < "$work/values.tsv"
