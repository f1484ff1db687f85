#!/usr/bin/env bash
# What a change costs or gains: training steps of two builds, this checkout's and another's, in turns
# within one process. Each build has a class loader of its own, so the two share no compiled code.
# Usage: benchmarks/builds.sh CHECKOUT [ZOO/MODEL...]    (default: six models)
#   ENGINE=... other than vector; THREADS=... other than 1; ROUNDS=... per process, other than 20
#   LAUNCHES=... pairs of processes per model, other than 3: the JIT compiler decides again in each.
#     The build that is loaded first is some per cent slower, even beside a copy of itself, so the
#     second process of a pair loads them the other way round.
#   CLOCK=wall, for quiet machines and several threads; else the training thread's processor time
set -euo pipefail
other=$(cd "${1:?the folder of the other checkout}" && pwd)
shift
cd "$(dirname "$0")/.."
. benchmarks/common.sh
models=("$@")
[ $# -gt 0 ] || models=(progressive/model1 progressive/model3 mnistnet/mnistnet3 model4/model4
  model5/model1 pipeline/simple)

# The class path of the build at $1: its benchmarks, compiled into $2, and its libraries.
class_path() {
  local lib
  lib=$(echo "$1"/runner/target/menagerie-*/lib)
  javac -proc:none -d "$2" -cp "$lib/*" "$1"/runner/src/test/java/org/menagerie/runner/bench/*.java
  echo "$2$(printf ':%s' "$lib"/*.jar)"
}

build
(cd "$other" && bin/runner --version >&2)
scratch
here_classes=$(class_path "$PWD" "$work/here")
other_classes=$(class_path "$other" "$work/other")
learn_worker --model progressive/model2 --engine vector --dataset digits --epochs 1 \
  --out "$work/runs"
worker_java "$work/here"
other_plugins=("${plugins[@]/"$PWD/"/"$other/"}")
heading benchmarks/builds.sh "the build before" "$@"

# Trains the model $1 with two builds in turns, given by their class paths and plug-ins.
pairs() {
  env -i "${worker_environment[@]}" "${java[@]}" org.menagerie.runner.bench.BuildPairs \
    "${ENGINE:-vector}" "${THREADS:-1}" "${CLOCK:-cpu}" "${ROUNDS:-20}" "$@"
}

for launch in $(seq "${LAUNCHES:-3}"); do
  for model in "${models[@]}"; do
    echo "$model, launch $launch" >&2
    pairs "$model" "$here_classes" "${plugins[*]}" "$other_classes" "${other_plugins[*]}" \
      >> "$work/pairs.tsv"
    pairs "$model" "$other_classes" "${other_plugins[*]}" "$here_classes" "${plugins[*]}" |
      awk -F '\t' '{ print $1 "\t" $3 "\t" $2 }' >> "$work/pairs.tsv"
  done
done
python3 benchmarks/table.py model "this build, ms/step" "other, ms/step" < "$work/pairs.tsv"
