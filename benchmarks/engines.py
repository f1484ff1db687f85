"""Lets contenders train in turns and prints what each block of steps took.

Every executable in the folder CONTENDERS is one; it is started with the number of threads and the
model, and answers each line it gets with milliseconds per step. One of the name "peak" answers with
GFLOP/s. One of the name "processes" is left out with one thread, since a single process is what it
is made of. They are started anew for each model, so that none is compiled for another model. A
round is one block of each, one after the other. Prints lines of model, multiply-accumulates per
image, contender, threads, round, answer, separated by tabs.
Usage: engines.py CONTENDERS WORKLOAD ROUNDS THREADS [MODEL...]   (THREADS as in 2,1)
"""

import os
import subprocess
import sys
import time

# Threads of a native library may spin for a while when they are done.
PAUSE_SECONDS = 0.25
# A JVM's compiler takes its time, the more so on a busy machine: a contender is warm when so many
# blocks in a row were no faster than those before them, and so many seconds have gone.
WARM_BLOCKS = 4
WARM_SECONDS = 2


# Answers with a rate, and not with a time.
PEAK = "peak"
# As many processes as others have threads.
PROCESSES = "processes"


class Contender:
    def __init__(self, folder, name, threads, model):
        self.name = name
        self.threads = threads
        self.process = subprocess.Popen(
            [os.path.join(folder, name), threads, model],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def block(self):
        try:
            self.process.stdin.write("block\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"{self.name} with {self.threads} threads has ended before its time")
        return float(answer)

    def warm_up(self):
        end = time.monotonic() + WARM_SECONDS
        answers = [self.block() for _ in range(WARM_BLOCKS)]
        while time.monotonic() < end or self.improves(answers):
            answers.append(self.block())

    def improves(self, answers):
        """Whether one of the last blocks was clearly better than all before."""
        if self.name == PEAK:
            answers = [1 / answer for answer in answers]
        before, last = answers[:-WARM_BLOCKS], answers[-WARM_BLOCKS:]
        return not before or min(last) < 0.97 * min(before)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def compare(model, macs, contenders, rounds):
    for contender in contenders:
        contender.warm_up()
    for number in range(1, rounds + 1):
        for contender in contenders:
            time.sleep(PAUSE_SECONDS)
            line = [model, macs, contender.name, contender.threads, str(number)]
            print("\t".join([*line, str(contender.block())]), flush=True)


def main():
    folder, workload, rounds, threads, *models = sys.argv[1:]
    with open(os.path.join(workload, "networks.tsv"), encoding="utf-8") as lines:
        known = {line.split("\t")[0]: line.split("\t")[1] for line in lines}
    unknown = [model for model in models if model not in known]
    if unknown:
        sys.exit(f"There is no model {', '.join(unknown)}; there are {', '.join(known)}.")
    for model in models or known:
        print(model, file=sys.stderr)
        contenders = [
            Contender(folder, name, count, model)
            for name in sorted(os.listdir(folder))
            for count in threads.split(",")
            if (name, count) != (PROCESSES, "1")
        ]
        compare(model, known[model], contenders, int(rounds))
        for contender in contenders:
            contender.close()


if __name__ == "__main__":
    main()
