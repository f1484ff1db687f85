#!/usr/bin/env bash
# Compares a training step of the engines with a bare loop of DJL's forward, backward and update on
# the same network, batch and weights: batches of 128, blocks of 20 steps in turns, 15 pairs.
# Usage: benchmarks/engine-step.sh [pytorch|mxnet]    (default: both)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
engines=("$@")
[ $# -gt 0 ] || engines=(pytorch mxnet)

build
mvn -B -q -pl engine-djl -am test-compile
scratch
heading benchmarks/engine-step.sh "$@"
for engine in "${engines[@]}"; do
  learn_worker --zoo progressive --model model2 --engine "$engine" --dataset digits \
    --epochs 1 --out "$work"
  for threads in 1 2; do
    echo "$engine, threads: $threads" >&2
    # As a worker has it, so that both sides run under the settings that training has.
    env -i "${worker_environment[@]}" OMP_NUM_THREADS="$threads" \
      java -XX:+UseSerialGC -Dai.djl.offline=true -Dai.djl.pytorch.num_threads="$threads" \
      -cp "engine-djl/target/test-classes:$home/lib/*" \
      org.menagerie.engine.djl.EngineStepBenchmark "$engine" "$threads" \
      2>> "$work/log.txt" >> "$work/pairs.tsv" || { cat "$work/log.txt" >&2; exit 1; }
  done
done
python3 benchmarks/table.py "engine, network" "engine, ms/step" "bare, ms/step" < "$work/pairs.tsv"
