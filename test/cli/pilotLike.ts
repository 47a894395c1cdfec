/**
 * A submitter that leaves behind what a pilot does, as far as it can be seen from outside: a sandbox that tells how far
 * it is, a process that brings the component up and watches over it, and the component in a shell of its own. It waits
 * at each step for a file in the home.
 *
 * `go`: the component is started. `end`: it ends with exit 3. `fail`: the environment cannot be built.
 */
export const pilotLike = `own=$HOME/.muster/default/sandboxes/$MUSTER_LAUNCH_ID/.muster
mkdir -p "$own/steps"
cat >"$own/pilot" <<'EOF'
own=\${0%/*}
state() {
  printf 'pilot 1 %s %s %s %s\\ncomponent %s\\nsteps check-host:ok:0:0\\n%s' "$MUSTER_LAUNCH_ID" $$ "$began" "$1" "$MUSTER_COMPONENT" "$2" >"$own/state.new"
  mv "$own/state.new" "$own/state"
}
wait_for() { until [ -e "$HOME/go" ] || [ -e "$HOME/fail" ]; do sleep 0.1; done; }
if [ "\${2-}" = run ]; then
  echo 'the component works'
  echo 'it complains' >&2
  until [ -e "$HOME/end" ] || ! kill -0 $PPID; do sleep 0.1; done
  exit 3
fi
began=$(date +%s)
state "starting prepare-environment $began -" ''
wait_for
if [ -e "$HOME/fail" ]; then
  echo 'ERROR: no matching distribution' >"$own/steps/prepare-environment.out"
  state "failed prepare-environment $(date +%s) 1" 'message pip exit 1
tail ERROR: no matching distribution
'
  exit
fi
state "running run-component $(date +%s) -" ''
date +%s >"$own/ready"
sh "$0" "$1" run >"\${own%/*}/stdout" 2>"\${own%/*}/stderr"
state "ended run-component $(date +%s) $?" ''
EOF
sh "$own/pilot" "sample-$1" </dev/null >"$own/log" 2>&1 &
until [ -e "$own/state" ]; do sleep 0.05; done`;
