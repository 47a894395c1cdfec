#!/bin/sh
# Counts until it is told to end; a program for the practice hosts, brought up by a pilot.
trap 'exit 0' TERM
printf '%s, from %s\n' "${GREETING:?}" "$MUSTER_HOST"
count=0
while count=$((count + 1)); do
  printf '%s\n' "$count"
  # In the background, so that a signal is heard at once.
  sleep 5 &
  wait
done
