#!/usr/bin/env bash
# Compares training steps of two engines on small networks of published kinds, whose layers no model
# of the zoos has: forward, backward and SGD with momentum on one batch of 128 random images, a
# process for each network, in which the engines take turns. What the first engine's layers take is
# on standard error.
# Usage: benchmarks/layers.sh [NETWORK...]
#   (default: separable residual dense gated shuffle mixer)
#   ENGINE=... other than vector; OTHER=... than pytorch; THREADS=... than 1; ROUNDS=... than 15
#   CLOCK=wall, for quiet machines and several threads; else the training thread's processor time
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
engine=${ENGINE:-vector}
other=${OTHER:-pytorch}
networks=("$@")
[ $# -gt 0 ] || networks=(separable residual dense gated shuffle mixer)

build
scratch
classes=$work/classes
javac -proc:none -d "$classes" -cp "$home/lib/*" \
  runner/src/test/java/org/menagerie/runner/bench/*.java
settings=()
for name in "$other" "$engine"; do
  # As a worker is started, so that each engine has the settings it asks for.
  learn_worker --model progressive/model2 --engine "$name" --dataset digits --epochs 1 \
    --out "$work/runs"
  for setting in "${worker_environment[@]}"; do
    # With sleeping threads PyTorch is faster beside other work, but slower where there is none.
    [[ $setting == OMP_* ]] || settings+=("$setting")
  done
done
worker_java "$classes"
heading benchmarks/layers.sh "$@"
for network in "${networks[@]}"; do
  echo "$network" >&2
  env -i "${settings[@]}" OMP_NUM_THREADS="${THREADS:-1}" "${java[@]}" \
    org.menagerie.runner.bench.EnginePairs "$engine" "$other" "${THREADS:-1}" "${CLOCK:-cpu}" \
    "${ROUNDS:-15}" "$network" "${plugins[@]}" >> "$work/pairs.tsv"
done
python3 benchmarks/table.py network "$other, ms/step" "$engine, ms/step" "**geometric mean**" \
  < <(awk -F '\t' '{ print $1 "\t" $3 "\t" $2 }' "$work/pairs.tsv")
