#!/usr/bin/env bash
# Lets Jazzer look for inputs that harm the readers, guided by the code that each input reaches.
# Usage: reliability/guided.sh SECONDS [TEST...]    (default: every test below; all are built first)
# A TEST is MODULE/CLASS#METHOD. Inputs that do harm are left in target/guided, and the exit code is 1.
set -euo pipefail
cd "$(dirname "$0")/.."

tests=(
  api/org.menagerie.api.recipe.ComponentFuzzTest#readsOrRefusesComponents
  api/org.menagerie.api.recipe.ComponentFuzzTest#readsOrRefusesLists
  data/org.menagerie.data.idx.IdxFuzzTest#readsOrRefusesFiles
  data/org.menagerie.data.idx.IdxFormatTest#readsOrRefusesLabels
  data/org.menagerie.data.csv.CsvFormatTest#readsOrRefusesFiles
  data/org.menagerie.data.npz.NpzFormatTest#readsOrRefusesFiles
  data/org.menagerie.data.cifar.CifarFormatTest#readsOrRefusesFiles
  'data/org.menagerie.data.folder.PictureFuzzTest#readsOrRefusesFiles(java.lang.String)'
  training/org.menagerie.training.checkpoint.SafetensorsFuzzTest#readsOrRefusesFiles
  training/org.menagerie.training.network.ModelFileTest#survivesWhateverStandsInAFile
  training/org.menagerie.training.run.StoredFuzzTest#readsOrRefusesResults
  training/org.menagerie.training.run.StoredFuzzTest#readsOrRefusesSpecs
  training/org.menagerie.training.run.StoredFuzzTest#readsTheEventsThatCanBe
  plugins/org.menagerie.plugins.PluginFuzzTest#survivesJars
  execution/org.menagerie.execution.worker.WorkerOutputTest#readsMessagesAndTakesAllElseForTheLog
  reports/org.menagerie.reports.ReportFuzzTest#reportsWhateverCanBeRead
  runner/org.menagerie.runner.compare.ExperimentFileTest#readsOrRefusesWhateverStandsThere
  runner/org.menagerie.runner.CommandLineFuzzTest#doesOrRefusesWhatIsTyped
)

seconds=$1
shift
[ $# -eq 0 ] || tests=("$@")
version=$(sed -n 's|.*<jazzer.version>\(.*\)</jazzer.version>.*|\1|p' pom.xml)
out=$PWD/target/guided
mkdir -p "$out"

# In one build, so that each module's class path is of folders that were just compiled.
mvn -B -q test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/test.classpath >&2
for jar in jazzer jazzer-api; do
  mvn -B -q -N dependency:copy -Dartifact=com.code-intelligence:$jar:"$version" \
    -DoutputDirectory="$out" >&2
done
failed=0
for test in "${tests[@]}"; do
  module=${test%%/*}
  name=${test#*/}
  work=$out/$(tr -c 'A-Za-z\n' - <<< "$name")
  rm -rf "$work"
  mkdir -p "$work/corpus"
  path=target/test-classes:target/classes:$(cat "$module/target/test.classpath")
  result="nothing found"
  # Jazzer's own hooks look for web applications' faults; what is right here, the test knows.
  # As in a build, tests find their files from their module's folder.
  (cd "$module" && exec java -Xmx1g -XX:+UseSerialGC -Djava.awt.headless=true \
    -Dmenagerie.fuzz.guided="$name" -Dmenagerie.fuzz.corpus="$work/corpus" \
    -cp "$out/jazzer-$version.jar:$out/jazzer-api-$version.jar:$path" com.code_intelligence.jazzer.Jazzer \
    --target_class=org.menagerie.fuzz.Guided --instrumentation_includes='org.menagerie.**' \
    --disabled_hooks='.*' --reproducer_path="$work" \
    -artifact_prefix="$work/" -timeout=10 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=1 \
    -max_total_time="$seconds" "$work/corpus") > "$work/log.txt" 2>&1 ||
    { result="SEE $work"; failed=1; }
  inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log.txt")
  reached=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$work/log.txt" | tail -n 1)
  printf '%-80s %9s inputs  %6s branches  %s\n' "$name" "${inputs:-?}" "${reached:-?}" "$result"
done
exit "$failed"
