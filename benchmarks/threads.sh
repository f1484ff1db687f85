#!/usr/bin/env bash
# What a second thread brings to the engine vector: training steps with one thread and with two, in
# turns within one process, in blocks so short that both see the same machine.
# Usage: benchmarks/threads.sh [ZOO/MODEL...]    (default: all models)
#   ROUNDS=... other than 20; THREADS=... other than 2
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
models=$(IFS=,; echo "$*")

build
scratch
classes=$work/classes
javac -proc:none -d "$classes" -cp "$home/lib/*" \
  runner/src/test/java/org/menagerie/runner/bench/*.java
learn_worker --model progressive/model2 --engine vector --dataset digits --epochs 1 \
  --out "$work/runs"
worker_java "$classes"
heading benchmarks/threads.sh "$@"
env -i "${worker_environment[@]}" "${java[@]}" org.menagerie.runner.bench.ThreadPairs \
  vector "${THREADS:-2}" "${ROUNDS:-20}" "$models" "${plugins[@]}" > "$work/lines.tsv"
python3 benchmarks/engines-table.py < "$work/lines.tsv"
