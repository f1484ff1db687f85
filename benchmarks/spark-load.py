"""Prints what command and Spark's driver take for each second of a training on an executor.

The command has to train TRAININGS at a time for longer than it is looked at: messages about batches
and questions for input go through both. It is ended then.

Usage: spark-load.py TRAININGS SECONDS COMMAND...
"""

import os
import subprocess
import sys
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def status(pid):
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def processor_seconds(pid):
    fields = status(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def driver_of(command):
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"DriverMain" in (process / "cmdline").read_bytes():
                if int(status(process.name)[1]) == command:
                    return int(process.name)
        except OSError:
            # It has ended meanwhile.
            continue
    sys.exit("There is no driver.")


def main():
    trainings, seconds = int(sys.argv[1]), float(sys.argv[2])
    command = subprocess.Popen(sys.argv[3:], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    at_work = set()
    for line in command.stdout:
        if "  Epoch " in line:
            at_work.add(line.split()[0])
        if len(at_work) == trainings:
            break
    else:
        sys.exit("The trainings ended too early.")
    processes = {"driver": driver_of(command.pid), "command": command.pid}
    start = time.monotonic()
    before = {name: processor_seconds(pid) for name, pid in processes.items()}
    time.sleep(seconds)
    passed = (time.monotonic() - start) * trainings
    for name, pid in processes.items():
        spent = 1000 * (processor_seconds(pid) - before[name])
        print(f"{name}: {spent / passed:.2f} ms of processor time for a second of a training")
    command.terminate()
    command.communicate()


if __name__ == "__main__":
    main()
