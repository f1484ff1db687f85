#!/usr/bin/env bash
# Compares runs that a sweep trains one after another in one process with the same runs by commands
# of their own: seconds from command to prompt, per run, and how much longer a run's first epoch
# takes than its second. Both take turns, and each starts with empty folders.
# Usage: benchmarks/sweeps.sh [ROUNDS]    (default: 3)
#   MODEL=... other than progressive/model3; RUNS=... a sweep, other than 20
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
model=${MODEL:-progressive/model3}
runs=${RUNS:-20}

build
scratch
heading benchmarks/sweeps.sh "$@"
# seconds COMMAND...
seconds() {
  local start=${EPOCHREALTIME/./} end
  "$@" > "$work/out.txt"
  end=${EPOCHREALTIME/./}
  echo $(((end - start) / 1000)) | awk '{ print $1 / 1000 }'
}
alone() {
  for ((seed = 1; seed <= runs; seed++)); do
    "$runner" train --quiet --model "$model" --seed "$seed" --threads 1 --dataset digits \
      --epochs 2 --out "$1"
  done
}
for ((round = 1; round <= ${1:-3}; round++)); do
  one=$(seconds alone "$work/alone-$round")
  many=$(seconds "$runner" compare --quiet --model "$model" --seeds "$runs" --jobs 1 \
    --dataset digits --epochs 2 --out "$work/sweep-$round")
  printf 'a run\t%s\t%s\n' "$(awk "BEGIN { print $one / $runs }")" \
    "$(awk "BEGIN { print $many / $runs }")" >> "$work/times.tsv"
  python3 benchmarks/first-epochs.py 'commands of their own' "$work/alone-$round" >> "$work/epochs.tsv"
  python3 benchmarks/first-epochs.py 'one sweep' "$work/sweep-$round" >> "$work/epochs.tsv"
done
python3 benchmarks/table.py 'seconds of' 'commands of their own' 'one sweep' < "$work/times.tsv"
echo
python3 benchmarks/table.py 'epochs of' 'first, s' 'second, s' < "$work/epochs.tsv"
