"""Runs a sweep on Spark on a terminal of its own, and prints what its runs and its driver take.

Of each run: the seconds from the launch of its task, as Spark's event log has it, until the table
shows that its engine is ready, so that the first batch is next. Of the driver and of the command:
resident memory and heap in use after a collection, and processor time, as the runs finish.

Usage: spark-runs.py TITLE RUNS EVENT_LOG_FOLDER TIMES_FILE MEMORY_FILE COMMAND...
"""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path

SHOWN = re.compile(rb"\S+ vector s(\d+) +\[")
FINISHED = re.compile(rb"\((\d+) of \d+ runs\)")
TICKS = os.sysconf("SC_CLK_TCK")


def heap_after_collection(pid):
    said = [
        subprocess.run(command + [str(pid)] + rest, capture_output=True, text=True, check=True, timeout=60)
        for command, rest in ((["jcmd"], ["GC.run"]), (["jstat", "-gc"], []))
    ]
    columns = dict(zip(*(row.split() for row in said[1].stdout.splitlines())))
    return sum(float(columns[name]) for name in ("S0U", "S1U", "EU", "OU")) / 1024


def resident(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s*(\d+)", status).group(1)) / 1024


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def driver_of(command):
    """The process with Spark's driver, among all that the command has started."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            parent = (process / "stat").read_text().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        if int(parent) == command and any(b"DriverMain" in word for word in words):
            return int(process.name)
    raise LookupError("There is no driver.")


def look(title, finished, command, file):
    """Notes what driver and command hold and have used; nothing if the sweep ends meanwhile."""
    try:
        values = []
        for pid in (driver_of(command), command):
            values += [heap_after_collection(pid), resident(pid), processor_seconds(pid)]
    except (AttributeError, LookupError, OSError, subprocess.SubprocessError):
        return
    with open(file, "a") as memory:
        print(title, finished, *(f"{v:.2f}" for v in values), sep="\t", file=memory)


def launches(folder):
    """When the tasks of runs were launched, by seed, in milliseconds since 1970."""
    runs, stages = {}, {}
    for file in Path(folder).rglob("*"):
        if not file.is_file() or file.name.startswith("."):
            continue
        for line in file.read_text().splitlines():
            event = json.loads(line) if line.startswith("{") else {}
            if event.get("Event") == "SparkListenerJobStart":
                name = event["Properties"].get("spark.job.description", "")
                seed = re.search(r"-s(\d+)-", name)
                if seed:
                    stages.update((stage, int(seed.group(1))) for stage in event["Stage IDs"])
            elif event.get("Event") == "SparkListenerTaskStart":
                stage = event["Stage ID"]
                if stage in stages:
                    info = event["Task Info"]
                    runs[stages[stage]] = (info["Launch Time"], info["Executor ID"])
    return runs


def main():
    title, runs, events, times_file, memory_file, *command = sys.argv[1:]
    step = max(1, int(runs) // 10)
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    shown, rest, next_look = {}, b"", step
    while True:
        try:
            text = os.read(terminal, 1 << 16)
        except OSError:
            # How Linux says that the other side is closed.
            break
        now = time.time()
        rest = rest[-300:] + text
        for seed in SHOWN.findall(rest):
            shown.setdefault(int(seed), now)
        finished = max(map(int, FINISHED.findall(rest)), default=0)
        if next_look <= finished < int(runs):
            # Beside this, which has to see when lines appear.
            arguments = (title, finished, child, memory_file)
            threading.Thread(target=look, args=arguments, daemon=True).start()
            next_look = finished + step
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        sys.exit("The sweep ended with exit code %d:\n%s" % (status, rest.decode(errors="replace")))
    began = set()
    with open(times_file, "a") as times:
        for seed, (launch, executor) in sorted(launches(events).items(), key=lambda run: run[1]):
            if seed in shown:
                kind = "later run" if executor in began else "first run of an executor"
                print(f"{title}, {kind}", f"{shown[seed] - launch / 1000:.3f}", sep="\t", file=times)
            began.add(executor)


if __name__ == "__main__":
    main()
