"""Counts the files of a folder, again and again, until it is told to end. It stands for any program."""

import os
import signal
import sys
import time

folder = sys.argv[1]
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    print(len(os.listdir(folder)), "files in", folder, flush=True)
    time.sleep(float(os.environ.get("TALLY_SECONDS", "10")))
