#!/bin/sh
# A submitter to try muster with: starts one process that does nothing and lives until it is stopped.
# Its command line, and no other, holds `sample-NAME`: that is the key to give its type in Interface.json.

case $1 in '' | *[!A-Za-z0-9._-]*) set -- ;; esac
if [ $# -ne 1 ]; then
	echo "usage: ${0##*/} NAME" >&2
	exit 64
fi

# What it prints goes where the submitter's own output goes. On TERM it takes its sleep with it.
# shellcheck disable=SC2016
sh -c 'trap "" HUP; trap "kill \$nap; exit" TERM; while :; do sleep 60 & nap=$!; wait $nap; done' "sample-$1" </dev/null &

echo "started sample-$1 as process $!"
