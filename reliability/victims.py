"""A command that is killed at random moments, with all the processes that it starts."""

import os
import pathlib
import signal
import subprocess
import time

TARGETS = ["front end", "worker", "both", "group"]
SIGNALS = ["TERM", "KILL", "INT", "STOP, CONT", "STOP, KILL"]
PATIENCE = 120
MOST_COMMANDS = 40


def processes(out):
    """Processes that name the folder of outputs, by number: whether each is a worker."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().decode(errors="replace")
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if str(out) + "/" in command + "/" or str(out) + "\0" in command:
                if state != "Z":
                    found[int(entry.name)] = "WorkerMain" in command
    return found


class Victim:
    """A command that is killed and given again until it has come to its end.

    `command` must name the folder `out`, so that its processes are found. Subclasses say what is to be looked
    at after a command has ended, and whether all is right at the end.
    """

    def __init__(self, command, out, counts):
        self.command = [str(word) for word in command]
        self.out = out
        self.counts = counts
        self.log = out.parent / (out.name + ".log")

    def look_after_kill(self):
        """What has to be true however the command ended."""

    def start(self):
        with open(self.log, "wb") as text:
            return subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=text,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def text(self):
        return self.log.read_text(errors="replace")

    def kill(self, process, target, how):
        """Whether there was anything to kill."""
        found = processes(self.out)
        workers = [pid for pid, is_worker in found.items() if is_worker]
        front = [pid for pid, is_worker in found.items() if not is_worker]
        chosen = {
            "front end": front,
            "worker": workers[:1],
            "both": front + workers,
            "group": [-process.pid],
        }[target]
        if not chosen or process.poll() is not None:
            return False
        for name in how.split(", "):
            for pid in chosen:
                number = getattr(signal, "SIG" + name)
                try:
                    os.kill(pid, number) if pid > 0 else os.killpg(-pid, number)
                except ProcessLookupError:
                    pass
            if name == "STOP":
                time.sleep(0.3)
        return True

    def check(self):
        time.sleep(2)
        orphans = processes(self.out)
        self.counts["orphans after 2 s"] += len(orphans)
        for pid in orphans:
            os.kill(pid, signal.SIGKILL)
        self.look_after_kill()

    def run(self, rng, length, kills):
        """Kills and repeats it; the kills that are left."""
        for _ in range(MOST_COMMANDS):
            process = self.start()
            while kills > 0 and process.poll() is None:
                time.sleep(rng.uniform(0, 0.8 * length))
                target, how = rng.choice(TARGETS), rng.choice(SIGNALS)
                if self.kill(process, target, how):
                    kills -= 1
                    self.counts["kills"] += 1
                    self.counts[f"kills of {target}"] += 1
                    self.counts[f"kills by {how}"] += 1
                    try:
                        # A training that lost its worker ends; a sweep may go on.
                        process.wait(3 if target != "worker" or how != "STOP, CONT" else 0.1)
                    except subprocess.TimeoutExpired:
                        continue
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.counts["commands that hang"] += 1
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            self.check()
            if process.returncode == 0:
                return kills
            self.counts["commands"] += 1
            if "should not have happened" in self.text() or "\tat org.menagerie" in self.text():
                self.counts["unexplained failures"] += 1
                print(self.text(), flush=True)
        raise SystemExit(f"never came to its end: {self.command}\n{self.text()}")
