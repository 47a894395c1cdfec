#!/bin/sh
# Starts one bundler of pipe2 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe2.bundler </dev/null >/dev/null 2>&1 &
