#!/usr/bin/env bash
# Compares training with and without the settings that the worker process is started with: seconds
# of the second epoch of progressive/model2 on digits, batches of 128, in turns.
#
# A worker is started here as the runner starts it, less the settings in question. They cannot be
# taken back from outside: glibc reads an empty MALLOC_* as 0, and even its default value, once it
# is given, keeps glibc from adapting the threshold.
# Usage: benchmarks/worker-settings.sh [pytorch|mxnet]    (default: both; PAIRS=... other than 3)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
pairs=${PAIRS:-3}
engines=("$@")
[ $# -gt 0 ] || engines=(pytorch mxnet)

build
scratch
# A worker ends when its standard input does.
mkfifo "$work/open"
exec 3<> "$work/open"

# Seconds of the last epoch, in the worker's environment as changed by these arguments of env.
seconds() {
  local folder=$work/run
  rm -rf "$folder"
  mkdir "$folder"
  cp "$spec" "$folder/spec.json"
  env -i "${worker_environment[@]}" env "$@" "${worker_command[@]}" \
    <&3 > "$work/messages.txt" 2> "$work/log.txt" || { cat "$work/log.txt" >&2; exit 1; }
  tail -n 1 "$folder/events.jsonl" | sed 's/.*"seconds":\([0-9.]*\).*/\1/'
}

# compare TITLE NAME=VALUE...
compare() {
  local title=$1 with without setting removed=()
  shift
  for setting in "$@"; do removed+=(-u "${setting%%=*}"); done
  for ((pair = 1; pair <= pairs; pair++)); do
    echo "$title: pair $pair of $pairs" >&2
    with=$(seconds "$@")
    without=$(seconds "${removed[@]}")
    printf '%s\t%s\t%s\n' "$title" "$with" "$without" >> "$work/pairs.tsv"
  done
}

heading "PAIRS=$pairs" benchmarks/worker-settings.sh "$@"
for engine in "${engines[@]}"; do
  rm -rf "$work/first"
  learn_worker --zoo progressive --model model2 --engine "$engine" --dataset digits \
    --batch-size 128 --epochs 2 --out "$work/first"
  spec=$work/spec.json
  cp "$work"/first/*/spec.json "$spec"
  for i in "${!worker_command[@]}"; do
    case ${worker_command[i]} in "$work"/first/*) worker_command[i]=$work/run ;; esac
  done
  mapfile -t memory < <(printf '%s\n' "${worker_environment[@]}" | grep '^MALLOC_')
  compare "$engine: MALLOC_*" "${memory[@]}"
  # Also for an engine that goes without it.
  compare "$engine: OMP_WAIT_POLICY" OMP_WAIT_POLICY=PASSIVE
  yes > /dev/null &
  busy=$!
  compare "$engine: OMP_WAIT_POLICY, beside one busy process" OMP_WAIT_POLICY=PASSIVE
  kill "$busy"
  wait "$busy" 2>/dev/null || true
done
python3 benchmarks/table.py setting "with, s" "without, s" < "$work/pairs.tsv"
