#!/bin/sh
# Starts one finisher of pipe2 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe2.finisher </dev/null >/dev/null 2>&1 &
