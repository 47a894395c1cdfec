#!/bin/sh
# Starts one return-deleter of pipe1 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe1.return-deleter </dev/null >/dev/null 2>&1 &
