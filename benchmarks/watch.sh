#!/usr/bin/env bash
# Measures the page of "runner watch" in Chromium, with 1,000 runs of 30 epochs of which half are
# finished: how long until it is painted, how long from an epoch in a file until the page has drawn
# it (one epoch a second), how long the page is at work at once, and its memory, minute by minute.
# Usage: benchmarks/watch.sh [MINUTES]    (default: 60)
set -euo pipefail
cd "$(dirname "$0")/.."
. benchmarks/common.sh

classes=$(test_classes runner)
scratch
heading benchmarks/watch.sh "$@"
java -cp "$classes" org.menagerie.runner.watch.WatchBenchmark "$work" "${1:-60}" 2> "$work/err" ||
  { cat "$work/err" >&2; exit 1; }
