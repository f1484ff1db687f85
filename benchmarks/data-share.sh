#!/usr/bin/env bash
# Measures how much of an epoch is spent waiting for data, as the runs record it, on digits.
# Usage: benchmarks/data-share.sh [EPOCHS]    (default: 4)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
heading benchmarks/data-share.sh "$@"
for engine in vector pytorch mxnet; do
  for model in model4/model4 progressive/model2; do
    echo "$engine, $model" >&2
    "$runner" --model "$model" --engine "$engine" --dataset digits --epochs "${1:-4}" \
      --out "$work/$engine/$model" > "$work/front.txt"
    sed "s|.*\"data_seconds\":\([0-9.E-]*\).*\"seconds\":\([0-9.]*\).*|$engine, $model\t\1\t\2|" \
      "$work/$engine/$model"/*/events.jsonl >> "$work/pairs.tsv"
  done
done
python3 benchmarks/table.py "engine, model" "waiting, s" "epoch, s" < "$work/pairs.tsv"
