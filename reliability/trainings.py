"""Trainings and sweeps: no epoch is lost, and their runs end with the same bits."""

import hashlib
import json
import random
import re
import struct

from victims import Victim

TIMES = {"seconds", "evaluation_seconds", "data_seconds", "images_per_second"}


def images(path, count, seed):
    """Pictures that are drawn here: a bar whose place is the class, under noise."""
    rng = random.Random(seed)
    labels = bytes(i % 10 for i in range(count))
    pixels = bytearray()
    for label in labels:
        picture = bytearray(rng.randrange(60) for _ in range(28 * 28))
        for row in range(4, 24):
            for column in range(2 * label + 2, 2 * label + 6):
                picture[28 * row + column] = 120 + rng.randrange(120)
        pixels += picture
    prefix = "train" if seed == 1 else "t10k"
    (path / f"{prefix}-images-idx3-ubyte").write_bytes(
        struct.pack(">IIII", 0x803, count, 28, 28) + pixels
    )
    (path / f"{prefix}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, count) + labels)


def run_folders(out):
    return sorted(p for p in out.iterdir() if (p / "spec.json").exists())


def without_times(result):
    """What has to be the same of a result."""
    history = [
        {k: v for k, v in epoch.items() if k not in TIMES} for epoch in result["history"]
    ]
    return [result[k] for k in ("spec", "stop_reason", "test_outcome")] + [history]


def stored_epochs(folder):
    """As many epochs as the newest record beside a checkpoint has."""
    most = 0
    for name in ("last", "previous"):
        try:
            record = json.loads((folder / f"checkpoint-{name}.json").read_text())
            most = max(most, len(record["history"]))
        except (OSError, ValueError, KeyError):
            continue
    return most


class Training(Victim):
    """A command that trains runs in `out`."""

    def __init__(self, runner, arguments, out, counts):
        out.mkdir()
        super().__init__([runner, *arguments, "--out", out], out, counts)

    def look_after_kill(self):
        for name, epoch in self.reported().items():
            kept = stored_epochs(self.out / name)
            self.counts["runs looked at after a kill"] += 1
            if kept < epoch:
                self.counts["epochs lost"] += epoch - kept
                print(f"LOST: {name} had reported epoch {epoch}, and {kept} are left", flush=True)

    def reported(self):
        """The last epoch of each run that was said to be trained."""
        known = {}
        folders = [p.name for p in run_folders(self.out)]
        for line in self.text().splitlines():
            match = re.search(r"\b[Ee]poch (\d+)/\d+", line)
            name = next((n for n in folders if line.startswith(n + " ")), None)
            if match and (name or len(folders) == 1):
                known[name or folders[0]] = int(match.group(1))
        return known

    def ending(self):
        """All that has to be the same at the end, by run."""
        runs = {}
        for folder in run_folders(self.out):
            result = folder / "result.json"
            runs[folder.name] = [
                json.dumps(without_times(json.loads(result.read_text())))
                if result.exists()
                else None,
                [
                    hashlib.sha256((folder / f"checkpoint-{name}.safetensors").read_bytes()).digest()
                    for name in ("last", "best")
                ],
                (folder / "curves.svg").exists(),
                [json.loads(line)["epoch"] for line in (folder / "events.jsonl").open()],
            ]
        return runs
