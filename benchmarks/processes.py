"""Runs a contender of engines.py as several processes of one thread each, which train side by side.

Answers each line with milliseconds per step of all of them together, their mean by their number.
Usage: processes.py CONTENDER COUNT MODEL
"""

import subprocess
import sys
from statistics import mean


def main():
    contender, count, model = sys.argv[1:]
    processes = [
        subprocess.Popen(
            [contender, "1", model], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(int(count))
    ]
    for order in sys.stdin:
        for process in processes:
            process.stdin.write(order)
            process.stdin.flush()
        answers = [float(process.stdout.readline()) for process in processes]
        print(mean(answers) / len(answers), flush=True)
    for process in processes:
        process.stdin.close()
        process.wait()


if __name__ == "__main__":
    main()
