#!/bin/sh
# Starts one move-verifier of pipe2 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe2.move-verifier </dev/null >/dev/null 2>&1 &
