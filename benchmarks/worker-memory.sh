#!/usr/bin/env bash
# Measures whether a process that trains one run after another stays level: resident memory, heap
# in use by what lives long, classes and compiled code, as each run of a sweep over models of
# different shape is recorded.
# Usage: benchmarks/worker-memory.sh [RUNS]    (default: 100, the most that one process trains)
#   MODELS=... other than three
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
runs=${1:-100}
models=${MODELS:-progressive/model3,mnistnet/mnistnet3,model5/model4}
count=$(tr ',' '\n' <<< "$models" | wc -l)

build
scratch
heading benchmarks/worker-memory.sh "$@"
"$runner" compare --quiet --model "$models" --seeds $(((runs + count - 1) / count)) --jobs 1 \
  --dataset digits --epochs 1 --out "$work/runs" > "$work/front.txt" &
front=$!
worker=$(worker_of "$front")
seen=0
while [ -d "/proc/$worker" ]; do
  now=$(find "$work/runs" -name result.json | wc -l)
  if [ "$now" -gt "$seen" ]; then
    seen=$now
    {
      sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$worker/status"
      # Old generation in use, metaspace in use.
      jstat -gc "$worker" | tail -n 1 | awk '{ print $8; print $10 }'
      jcmd "$worker" Compiler.codecache | tr ' ' '\n' | sed -n 's/^used=\([0-9]*\)Kb/\1/p' |
        awk '{ sum += $1 } END { print sum }'
    } 2> /dev/null | paste -s -d '\t' | sed "s/^/$seen\t/" >> "$work/memory.tsv" || true
  fi
  sleep 0.1
done
wait "$front"
python3 - "$work/memory.tsv" << 'PYTHON'
import sys
from statistics import median

rows = [list(map(float, line.split())) for line in open(sys.argv[1]) if len(line.split()) == 5]
names = ["resident", "heap, old generation", "classes (metaspace)", "compiled code"]
tenth = max(1, len(rows) // 10)
print("%d runs were seen; medians over tenths of them, in MiB\n" % len(rows))
print("| " + " | ".join(["runs"] + names) + " |")
print("|" + "---:|" * (len(names) + 1))
for start in range(0, len(rows) - tenth + 1, tenth):
    part = rows[start : start + tenth]
    label = "%d–%d" % (part[0][0], part[-1][0])
    print("| " + " | ".join([label] + ["%.1f" % (median(r[k] for r in part) / 1024) for k in range(1, 5)]) + " |")
PYTHON
