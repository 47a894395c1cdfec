#!/bin/sh
# Pid 1 of a host: starts sshd, says so, and from then on reaps orphans, so that what is killed does not stay a zombie.
set -eu
while read -r type; do
  key=/run/host/ssh_host_${type}_key
  [ -f "$key" ] || ssh-keygen -q -t "$type" -N '' -C '' -f "$key"
done </run/host/key_types
/usr/sbin/sshd -f /run/host/sshd_config -E /run/host/sshd.log
echo ready
exec </dev/null >/dev/null 2>&1
# wait reaps whatever ends, as long as it has a child of its own to wait for.
while :; do
  sleep 3600 &
  wait
done
