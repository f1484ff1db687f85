#!/usr/bin/env bash
# Compares the augmentations with torchvision's on PIL images: images per second of processor
# time on one thread, the two sides in turns, the best of three rounds each.
# Usage: benchmarks/augmentation.sh [AUGMENTATION...]    (default: all of augmentation.py)
#   PYTHON=... for another interpreter than /usr/bin/python3
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-/usr/bin/python3}

if ! "$python" -c 'import torchvision' 2>/dev/null; then
  echo "$python has no torchvision: install the Debian package python3-torchvision." >&2
  exit 2
fi
. benchmarks/common.sh

scratch
classes=$(test_classes data)
results=$work/results.tsv
mapfile -t lines < <("$python" benchmarks/augmentation.py --list)
heading benchmarks/augmentation.sh "$@"
if [ $# -gt 0 ]; then
  mapfile -t lines < <(printf '%s\n' "${lines[@]}" | grep -F -f <(printf '\t%s\n' "$@"))
fi
for round in 1 2 3; do
  echo "round $round of 3" >&2
  "$python" benchmarks/augmentation.py "$@" | sed 's/^/torchvision\t/' >> "$results"
  java --add-modules=jdk.incubator.vector -cp "$classes" \
    org.menagerie.data.augment.AugmentationSpeed "${lines[@]}" | sed 's/^/menagerie\t/' >> "$results"
done

awk -F '\t' '
  !($2 in seen) { seen[$2]; order[++count] = $2 }
  $3 > best[$1, $2] { best[$1, $2] = $3 }
  END {
    print "| augmentation | torchvision, images/s | Menagerie, images/s | factor |"
    print "|---|---:|---:|---:|"
    for (i = 1; i <= count; i++) {
      theirs = best["torchvision", order[i]]
      ours = best["menagerie", order[i]]
      printf "| %s | %d | %d | %.1f |\n", order[i], theirs, ours, ours / theirs
    }
  }' "$results"
