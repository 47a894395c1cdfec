#!/bin/sh
# The soak's submitter: start-soaked.sh NAME. Writes what it does to ~/soak/records, which nobody but the soak reads:
#   begin LAUNCH COMPONENT PASS UPTIME MODE      it was called
#   start LAUNCH COMPONENT PASS UPTIME PID       the instance itself says that it runs
# How it misbehaves it reads from ~/soak/mode.NAME or ~/soak/mode.any. Its own command line does not hold the key.

mode=well
seconds=0
for file in "$HOME/soak/mode.$1" "$HOME/soak/mode.any"; do
	[ -f "$file" ] && read -r mode seconds <"$file" && break
done
read -r uptime _ </proc/uptime
echo "begin $MUSTER_LAUNCH_ID $MUSTER_COMPONENT $SOAK_PASS $uptime $mode" >>"$HOME/soak/records"

# Returns when the instance has let go of its output, which it does once it is there and has said so.
start() {
	# shellcheck disable=SC2016
	said=$(sh -c '
		read -r uptime _ </proc/uptime
		echo "start $MUSTER_LAUNCH_ID $MUSTER_COMPONENT $SOAK_PASS $uptime $$" >>"$HOME/soak/records"
		exec >/dev/null
		while :; do sleep 100000; done' "soaked:$1:" </dev/null 2>/dev/null &)
	echo "started $1 $said"
}

case $mode in
well) start "$1" ;;
fail-before) echo 'told to fail' && exit 1 ;;
fail-after) start "$1" && echo 'told to fail' && exit 1 ;;
nothing) echo 'told to do nothing' ;;
late) (sleep "$seconds" && start "$1") </dev/null >/dev/null 2>&1 & ;;
hang) sleep "$seconds" && start "$1" ;;
esac
exit 0
