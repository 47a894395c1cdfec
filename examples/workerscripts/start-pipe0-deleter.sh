#!/bin/sh
# Starts one deleter of pipe0 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe0.deleter </dev/null >/dev/null 2>&1 &
