#!/bin/sh
# Starts one unpacker of pipe1 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe1.unpacker </dev/null >/dev/null 2>&1 &
