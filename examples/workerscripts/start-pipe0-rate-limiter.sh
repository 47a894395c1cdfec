#!/bin/sh
# Starts one rate-limiter of pipe0 and returns. Its key is in the command line of what it starts.
nohup sh ./component.sh lta.pipe0.rate-limiter </dev/null >/dev/null 2>&1 &
