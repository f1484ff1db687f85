#!/usr/bin/env bash
# Compares runs that a sweep trains one after another in one process with the same runs in a process
# each: seconds per run, from the command to the prompt, of sweeps of one and of two epochs; how much
# longer a run's first epoch takes than its second; and what a run of one epoch takes in all,
# compared with a second epoch. All take turns, and each starts with an empty folder.
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
# sweep EPOCHS FOLDER [OPTION...]: trains it, and prints seconds per run.
sweep() {
  local start=${EPOCHREALTIME/./} end epochs=$1 out=$2
  shift 2
  "$runner" compare --quiet --model "$model" --seeds "$runs" --jobs 1 --dataset digits \
    --epochs "$epochs" --out "$out" "$@" > "$work/out.txt"
  end=${EPOCHREALTIME/./}
  echo $(((end - start) / runs)) | awk '{ print $1 / 1e6 }'
}
for ((round = 1; round <= ${1:-3}; round++)); do
  for epochs in 1 2; do
    each=$(sweep "$epochs" "$work/each-$epochs-$round" --fresh-workers)
    one=$(sweep "$epochs" "$work/one-$epochs-$round")
    printf 'a run of %d\t%s\t%s\n' "$epochs" "$each" "$one" >> "$work/times.tsv"
  done
  for which in each one; do
    title="one process$([ "$which" = one ] || echo ' each')"
    python3 benchmarks/first-epochs.py "$title" "$work/$which-2-$round" >> "$work/epochs.tsv"
    python3 benchmarks/one-epoch-runs.py "$title" "$work/$which-1-$round" "$work/$which-2-$round" \
      >> "$work/wholes.tsv"
  done
done
python3 benchmarks/table.py 'seconds, by epochs' 'a process each' 'one process' < "$work/times.tsv"
echo
python3 benchmarks/table.py 'epochs of' 'first, s' 'second, s' < "$work/epochs.tsv"
echo
python3 benchmarks/table.py 'runs in' 'of one epoch, s' 'a second epoch, s' < "$work/wholes.tsv"
