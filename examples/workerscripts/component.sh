#!/bin/sh
# Stands for a component that runs for long: it does nothing, under the key it was given as its argument.
while :; do
  sleep 30
done
