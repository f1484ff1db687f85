#!/usr/bin/env bash
# Measures training on a folder of images that is larger than the memory for Java objects: how long
# they take to be decoded, how much of an epoch is spent waiting for them.
# Usage: benchmarks/large-data.sh [IMAGES] [SIDE] [EPOCHS]    (default: 100000 64 2)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
mkdir "$work/data"
echo "Writing ${1:-100000} pictures" >&2
python3 benchmarks/pictures.py "$work/pictures" "${1:-100000}" "${2:-64}"
heading JDK_JAVA_OPTIONS=-Xmx512m benchmarks/large-data.sh "$@"
export JDK_JAVA_OPTIONS=-Xmx512m
for round in first second; do
  begun=$(date +%s.%N)
  "$runner" describe --model progressive/model3 --dataset "$work/pictures" --data-dir "$work/data" \
    > /dev/null
  echo "Reading, the $round time: $(echo "$(date +%s.%N) - $begun" | bc | cut -d . -f 1) s"
done
ls -l "$work/data/cache" | awk 'NR > 1 { printf "Decoded: %d MB\n\n", $5 / 1e6 }'
"$runner" --model progressive/model3 --dataset "$work/pictures" --data-dir "$work/data" \
  --epochs "${3:-2}" --out "$work/runs" > "$work/front.txt"
sed "s|.*\"data_seconds\":\([0-9.E-]*\).*\"seconds\":\([0-9.]*\).*|vector, progressive/model3\t\1\t\2|" \
  "$work/runs"/*/events.jsonl > "$work/pairs.tsv"
python3 benchmarks/table.py "engine, model" "waiting, s" "epoch, s" < "$work/pairs.tsv"
