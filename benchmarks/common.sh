# For the benchmarks beside it, which source it in the repository's root.

# Builds the distribution if need be; afterwards $runner is its command, $home its folder.
build() {
  bin/runner --version >&2
  runner=$(echo runner/target/menagerie-*/bin/runner)
  home=$(cd "$(dirname "$runner")/.." && pwd)
}

# What a table has to say of where it comes from. Arguments: the command.
heading() {
  local processor
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
  echo "Machine: ${processor:-unknown processor}, $(nproc) processors," \
    "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB, $(uname -s);" \
    "load before: $(cut -d ' ' -f 1 /proc/loadavg)"
  echo "Java: $(java -version 2>&1 | sed -n '1s/.*version "\(.*\)".*/\1/p')"
  echo "Date: $(date -u +%Y-%m-%d)"
  echo "Command: $*"
  echo
}

# A folder $work that goes when the script ends, as do the processes it has in the background.
scratch() {
  work=$(mktemp -d)
  trap 'jobs -p | xargs -r kill 2>/dev/null || true; rm -rf "$work"' EXIT
}

# The process that trains for the front end of process id $1, once there is one.
worker_of() {
  local child
  while [ -d "/proc/$1" ]; do
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do
      if tr '\0' ' ' 2>/dev/null < "/proc/$child/cmdline" | grep -q ' org.menagerie.*WorkerMain '; then
        echo "$child"
        return
      fi
    done
    sleep 0.02
  done
  echo "The training ended before it began." >&2
  return 1
}

# Starts a training with the given arguments, notes in $worker_command and $worker_environment how
# its worker is started, and ends it.
learn_worker() {
  local front worker
  "$runner" "$@" > "$work/front.txt" 2>&1 &
  front=$!
  worker=$(worker_of "$front")
  mapfile -d '' -t worker_command < "/proc/$worker/cmdline"
  mapfile -d '' -t worker_environment < "/proc/$worker/environ"
  kill "$front"
  wait "$front" 2>/dev/null || true
  # The worker follows by itself.
  while [ -d "/proc/$worker" ]; do sleep 0.02; done
}

# Puts what starts the Java of the learned worker into $java, up to its main class and with the
# given classes ahead of its own, and the sources of its plug-ins into $plugins.
worker_java() {
  local word
  java=()
  for word in "${worker_command[@]}"; do
    [[ $word == org.menagerie.*WorkerMain ]] && break
    java+=("$word")
  done
  plugins=("${worker_command[@]:${#java[@]}+4}")
  java[-1]=$1:${java[-1]}
}

# Compiles the tests of the module $1, benchmarks among them, and prints their class path.
test_classes() {
  local path
  path=$(mktemp)
  # The module comes last, so that it is its class path that stays in the file.
  mvn -B -q -pl "$1" -am test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$path" >&2
  echo "$PWD/$1/target/test-classes:$PWD/$1/target/classes:$(cat "$path")"
  rm -f "$path"
}

# Runs the benchmarks on the class path $1 that the regular expression $2 matches, with further
# options of JMH. Prints a line for each: its name and its score, parted by a tab.
jmh() {
  local path=$1 benchmark=$2 result
  shift 2
  result=$(mktemp)
  java -cp "$path" org.openjdk.jmh.Main "$benchmark" -rf json -rff "$result" "$@" >&2
  python3 -c '
import json, sys
for row in json.load(open(sys.argv[1])):
    print(row["benchmark"], row["primaryMetric"]["score"], sep="\t")' "$result"
  rm -f "$result"
}
