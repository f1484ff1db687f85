#!/usr/bin/env bash
# Compares training steps of the engines, and of PyTorch in Python, on every model of the zoo, with
# two threads and with one: forward, backward and SGD with momentum on one batch of 128 random
# images. Contenders take turns, a block of steps each; between them the limit of the machine's
# arithmetic is measured, and what two processes of one thread each do side by side.
# Usage: benchmarks/engines.sh [ZOO/MODEL...]    (default: all models)
#   ROUNDS=... other than 7; THREADS=... other than 2,1; PYTHON=... other than /usr/bin/python3
#   LINES=FILE adds each block as a line to the file, and makes the tables of all lines in it
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh
rounds=${ROUNDS:-7}
threads=${THREADS:-2,1}
python=${PYTHON:-/usr/bin/python3}

build
scratch
lines=${LINES:-$work/lines.tsv}
contenders=$work/contenders
mkdir "$contenders"

# contender NAME COMMAND...    "$1" stands for the number of threads, "$2" for the model.
contender() {
  local file=$contenders/$1
  shift
  printf '#!/usr/bin/env bash\nexec %s\n' "$*" > "$file"
  chmod +x "$file"
}

# Without Maven, which would take minutes over all other tests.
classes=$work/classes
javac -proc:none -d "$classes" -cp "$home/lib/*" \
  runner/src/test/java/org/menagerie/runner/bench/*.java
for engine in vector pytorch mxnet; do
  # As a worker is started, so that each engine has the settings it asks for.
  learn_worker --model progressive/model2 --engine "$engine" --dataset digits --epochs 1 \
    --out "$work/runs"
  worker_java "$classes"
  # With sleeping threads PyTorch is faster beside other work, but slower where there is none.
  environment=()
  for setting in "${worker_environment[@]}"; do
    [[ $setting == OMP_WAIT_POLICY=* ]] || environment+=("$setting")
  done
  contender "$engine" env -i "$(printf '%q ' "${environment[@]}")" 'OMP_NUM_THREADS="$1"' \
    "$(printf '%q ' "${java[@]}")" org.menagerie.runner.bench.StepBlocks "$engine" '"$1" "$2"' \
    "$(printf '%q ' "${plugins[@]}")"
done
"${java[@]}" org.menagerie.runner.bench.Workload "$work" "${plugins[@]}"

if "$python" -c 'import torch' 2>/dev/null; then
  contender python env 'OMP_NUM_THREADS="$1"' "$python" "$PWD/benchmarks/pytorch-blocks.py" \
    '"$1" "$2"' "$work"
else
  echo "$python has no torch and is left out: install the Debian package python3-torch." >&2
fi
if java --list-modules | grep -q '^jdk.incubator.vector'; then
  javac -proc:none --add-modules jdk.incubator.vector -d "$classes" \
    engine-vector/src/test/java/org/menagerie/engine/vector/PeakRate.java 2> /dev/null
  contender peak java --add-modules jdk.incubator.vector -cp "$classes" \
    org.menagerie.engine.vector.PeakRate '"$1"'
else
  echo "This Java has no Vector API, so the limit of its arithmetic is not measured." >&2
fi

contender processes python3 "$PWD/benchmarks/processes.py" "$contenders/vector" '"$1" "$2"'

heading benchmarks/engines.sh "$@"
python3 benchmarks/engines.py "$contenders" "$work" "$rounds" "$threads" "$@" >> "$lines"
python3 benchmarks/engines-table.py < "$lines"
