#!/usr/bin/env bash
# Measures a sweep of runs of a moment on Spark, on two executors of this machine: how long it takes
# from the launch of a run's task to its first batch, with workers that wait and with a new one for
# each run; whether the memory of driver and command stays level; and what processor time both take
# for each run and for each second of a training.
# Usage: benchmarks/spark.sh [RUNS]    (default: 500)
#   FRESH=... runs with new workers, other than 20
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
runs=${1:-500}

build
scratch
if [ ! -d "$home/spark/jars" ]; then
  mvn -B -q -f "$home/spark/pom.xml" dependency:copy-dependencies >&2
fi
python3 benchmarks/small-images.py "$work/images" 600 200
heading benchmarks/spark.sh "$@"
# sweep TITLE RUNS [OPTION...]
sweep() {
  local title=$1 count=$2 spark=$work/spark-$2
  shift 2
  mkdir -p "$spark/conf" "$spark/events"
  ln -s "$home/spark/jars" "$spark/jars"
  printf '%s\n' 'spark.eventLog.enabled true' "spark.eventLog.dir file:$spark/events" \
    'spark.eventLog.compress false' 'spark.eventLog.rolling.enabled false' \
    > "$spark/conf/spark-defaults.conf"
  python3 benchmarks/spark-runs.py "$title" "$count" "$spark/events" "$work/times.tsv" \
    "$work/memory.tsv" "$runner" compare --model progressive/model3 --dataset "$work/images" \
    --epochs 1 --seeds "$count" --jobs 2 --out "$work/runs-$count" \
    --cluster 'local-cluster[2,1,1024]' --cluster-home "$spark" "$@"
}
sweep 'a new worker each' "${FRESH:-20}" --fresh-workers
: > "$work/memory.tsv"
start=${EPOCHREALTIME/./}
sweep 'workers that wait' "$runs"
end=${EPOCHREALTIME/./}
python3 benchmarks/table.py 'seconds to the first batch' seconds < "$work/times.tsv"
echo
awk "BEGIN { printf \"%d runs in %.0f s\\n\", $runs, ($end - $start) / 1e6 }"
echo
awk -F '\t' '
  BEGIN {
    print "| runs finished | driver: heap, MiB | resident, MiB | processor, ms per run | command: heap, MiB | resident, MiB | processor, ms per run |"
    print "|---:|---:|---:|---:|---:|---:|---:|"
  }
  {
    driver = command = "—"
    if (before) {
      driver = sprintf("%.0f", 1000 * ($5 - driverBefore) / ($2 - before))
      command = sprintf("%.0f", 1000 * ($8 - commandBefore) / ($2 - before))
    }
    printf "| %d | %.1f | %.0f | %s | %.1f | %.0f | %s |\n", $2, $3, $4, driver, $6, $7, command
    before = $2; driverBefore = $5; commandBefore = $8
  }' "$work/memory.tsv"
echo
python3 benchmarks/spark-load.py 2 40 "$runner" compare --model progressive/model3 \
  --dataset digits --epochs 1000 --seeds 2 --jobs 2 --out "$work/long" \
  --cluster 'local-cluster[2,1,1024]' --cluster-home "$home/spark"
