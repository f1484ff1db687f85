"""Prints a line for each run in a folder: a title, and the seconds of its first and second epoch.

Usage: first-epochs.py TITLE FOLDER
"""

import json
import sys
from pathlib import Path

title, folder = sys.argv[1:]
for result in sorted(Path(folder).glob("*/result.json")):
    first, second = json.loads(result.read_text())["history"][:2]
    print(title, first["seconds"], second["seconds"], sep="\t")
