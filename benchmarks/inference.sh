#!/usr/bin/env bash
# How fast a trained network answers: on the engine vector in batches, as a model of the library
# menagerie-inference, and as an exported class, image by image; in turns within one process.
# Usage: benchmarks/inference.sh [ZOO/MODEL]    (default: progressive/model3)
#   ROUNDS=... other than 20; CLOCK=cpu counts the time that a thread had a processor, for busy
#   machines, and leaves out what has several threads
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

build
scratch
classes=$work/classes
javac -proc:none -d "$classes" -cp "$home/lib/*" \
  runner/src/test/java/org/menagerie/runner/bench/*.java
learn_worker --model progressive/model2 --engine vector --dataset digits --epochs 1 \
  --out "$work/runs"
worker_java "$classes"
heading "${CLOCK:+CLOCK=$CLOCK }benchmarks/inference.sh" "$@"
env -i "${worker_environment[@]}" "${java[@]}" org.menagerie.runner.bench.InferencePairs \
  "${CLOCK:-wall}" "${ROUNDS:-20}" "${1:-progressive/model3}" "${plugins[@]}" > "$work/lines.tsv"
python3 - "$work/lines.tsv" "${CLOCK:-wall}" <<'TABLE'
import statistics, sys

times, latencies = {}, {}
for line in open(sys.argv[1]):
    first, contender, *values = line.rstrip("\n").split("\t")
    if first == "latency":
        latencies[contender] = values
    else:
        times.setdefault(contender, []).append(float(values[0]))
alone = times["vector, threads: 1"]
print("| | n | µs an image, median | images/s | time / vector with 1 thread, median "
      "| one image alone, median µs | 99th percentile |")
print("|---|" + "---:|" * 6)
for contender, micros in times.items():
    if sys.argv[2] == "cpu" and contender.endswith("2"):
        continue
    median = statistics.median(micros)
    ratio = statistics.median(a / b for a, b in zip(micros, alone))
    print(f"| {contender} | {len(micros)} | {median:.1f} | {1e6 / median:,.0f} | {ratio:.2f} "
          f"| {' | '.join(latencies[contender])} |")
TABLE
