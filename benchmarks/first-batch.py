"""Runs a training on a terminal of its own and prints the seconds until its first batch is done.

The progress bar appears with the first batch. Usage: first-batch.py COMMAND...
"""

import os
import pty
import signal
import sys
import time


def main():
    start = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    shown = b""
    while b"Epoch 1/" not in shown:
        try:
            shown += os.read(terminal, 4096)
        except OSError:
            # How Linux says that the other side is closed.
            sys.exit("The training ended before its first batch:\n" + shown.decode())
    seconds = time.monotonic() - start
    os.kill(child, signal.SIGTERM)
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        pass
    os.waitpid(child, 0)
    print(f"{seconds:.3f}")


if __name__ == "__main__":
    main()
