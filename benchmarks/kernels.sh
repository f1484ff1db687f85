#!/usr/bin/env bash
# Times the kernels of the engine vector with JMH: nanoseconds per call. With another checkout its
# kernels are timed in turns with this one's, round by round.
# Usage: benchmarks/kernels.sh [CHECKOUT]
#   KERNELS=... a regular expression for the methods to be timed; ROUNDS=... other than 3
set -euo pipefail
other=${1:+$(cd "$1" && pwd)}
cd "$(dirname "$0")/.."
. benchmarks/common.sh
benchmark="KernelBenchmark.(${KERNELS:-.*})\$"

scratch
test_classes engine-vector > "$work/here"
[ -z "$other" ] || (cd "$other" && test_classes engine-vector) > "$work/other"

# The engine's own options for the JVM: without them vectors are allocated, and sums take ten times
# as long as in a training.
cat > "$work/JvmOptions.java" <<'JAVA'
class JvmOptions {
  public static void main(String[] none) {
    System.out.println(
        String.join(" ", new org.menagerie.engine.vector.VectorEngine().jvmOptions()));
  }
}
JAVA

# Times the build whose class path is in the file $1 and names its rows after it.
round() {
  local path options
  path=$(cat "$work/$1")
  options=$(java -cp "$path" "$work/JvmOptions.java")
  jmh "$path" "$benchmark" -jvmArgsAppend "$options" | sed "s/^/$1\t/" >> "$work/times.tsv"
}

heading benchmarks/kernels.sh ${other:+"the build before"}
for round in $(seq "${ROUNDS:-3}"); do
  echo "round $round of ${ROUNDS:-3}" >&2
  round here
  [ -z "$other" ] || round other
done
python3 - "$work/times.tsv" <<'TABLE'
import statistics, sys

times = {}
for line in open(sys.argv[1]):
    build, name, time = line.rstrip("\n").split("\t")
    times.setdefault(name.rsplit(".", 1)[1], {}).setdefault(build, []).append(float(time))
pairs = any("other" in builds for builds in times.values())
print("| kernel | ns per call |" + (" other build | ratio |" if pairs else ""))
print("|---|---:|" + ("---:|---:|" if pairs else ""))
for name, builds in sorted(times.items()):
    row = f"| {name} | {statistics.median(builds['here']):.1f} |"
    if pairs:
        ratios = [a / b for a, b in zip(builds["here"], builds["other"])]
        row += f" {statistics.median(builds['other']):.1f} | {statistics.median(ratios):.3f} |"
    print(row)
TABLE
