#!/usr/bin/env bash
# Measures "report" over the folders of a sweep's shards. Four real shards are trained and put
# together first. For a plan of thousands of runs, their results are copied for every seed, each copy
# with the seed and the checksum of its own, into the folders of twenty shards.
# Usage: benchmarks/merge.sh [SEEDS [SHARDS]]    (default: 834 20; twelve runs for each seed)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
seeds=${1:-834}
shards=${2:-20}

build
scratch
heading benchmarks/merge.sh "$@"
python3 benchmarks/small-images.py "$work/images" 600 200
sweep=(compare --zoo classics --dataset "$work/images" --epochs 1)

for shard in 1 2 3 4; do
  "$runner" "${sweep[@]}" --seeds 1 --shard "$shard/4" --out "$work/real-$shard" \
    > "$work/real-$shard.txt" 2>&1 || { cat "$work/real-$shard.txt" >&2; exit 1; }
done
echo 'Four real shards, then without the third, then with the first a second time:'
cp -r "$work/real-1" "$work/again"
"$runner" report "$work"/real-? 2>&1 > "$work/report"
"$runner" report "$work"/real-[124] 2>&1 > "$work/report"
"$runner" report "$work"/real-? "$work/again" 2>&1 > "$work/report" | sed "s|$work/||g"
echo

# The names of all runs of the plan, from a shard that is stopped when it has begun.
"$runner" "${sweep[@]}" --seeds "$seeds" --shard "1/$shards" --out "$work/plan" > "$work/plan.txt" 2>&1 &
begun=$!
until ls "$work"/plan/sweep-*/shard-1-of-*/shard.json > "$work/listed" 2> "$work/err"; do
  kill -0 "$begun" || { cat "$work/plan.txt" >&2; exit 1; }
  sleep 0.2
done
kill "$begun"
wait "$begun" || true
python3 benchmarks/merge-runs.py "$(cat "$work/listed")" "$work/shards" "$work"/real-?

# measured TITLE FORMAT FOLDER...
measured() {
  local title=$1 format=$2 seconds user kib
  shift 2
  /usr/bin/time -f '%e %U %M' -o "$work/time" \
    "$runner" report "$@" --format "$format" --output "$work/report" 2> "$work/err" ||
    { cat "$work/err" >&2; exit 1; }
  read -r seconds user kib < "$work/time"
  printf '%-28s %-9s %8s %10s %6d   %s\n' "$title" "$format" "$seconds" "$user" $((kib / 1024)) \
    "$(sed "/^The report is in /d; s|$work/shards/||g" "$work/err" | cut -c 1-160 | tr '\n' ' ')"
}
printf '%-28s %-9s %8s %10s %6s   %s\n' folders format seconds processor MiB 'what it says'
for format in markdown json html; do
  measured "all $shards" "$format" "$work"/shards/*
done
rm -rf "$work/lost"
mv "$work/shards/shard-02" "$work/lost"
measured "without shard 2" markdown "$work"/shards/*
mv "$work/lost" "$work/shards/shard-02"
cp -r "$work/shards/shard-03" "$work/shards/shard-03-again"
measured "with shard 3 twice" markdown "$work"/shards/*
