# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Messages, child processes that do not outlive the build, and the clean-up.

step() {
  printf 'kernel: %s\n' "$*" >&2
}

die() {
  printf 'kernel: %s\n' "$*" >&2
  exit 1
}

# The process group of the command that run_logged waits for, or empty.
running=

# Removes the folder when the build ends, however it ends (but for SIGKILL: the
# next build of the same key removes it then).
clean_up_at_exit() {
  local folder=$1
  # shellcheck disable=SC2064 # the folder of now
  trap "stop_running; rm -rf -- $(printf '%q' "$folder")" EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stop_running() {
  [[ -n $running ]] || return 0
  kill -KILL -- "-$running" 2>/dev/null || true
  wait "$running" 2>/dev/null || true
  running=
}

# A function that run_logged calls with the log each second, or empty.
ticker=

# run_logged LOG COMMAND...: runs the command in a process group of its own that ends
# with this script, and on failure shows the end of the log.
run_logged() {
  local log=$1 status=0
  shift
  # TERM, because make hands it on to what it has started. 9 is the lock of the cache.
  setsid setpriv --pdeathsig TERM -- "$@" > "$log" 2>&1 < /dev/null 9>&- &
  running=$!
  while kill -0 "$running" 2>/dev/null; do
    [[ -z $ticker ]] || "$ticker" "$log"
    # Not `sleep` in the foreground: a trap runs only once the command is over.
    sleep 1 9>&- &
    wait $! || true
  done
  wait "$running" || status=$?
  running=
  if ((status)); then
    { grep -nE 'error:|Error |undefined reference' "$log" || true; tail -n 30 -- "$log"; } >&2
    die "failed with status $status: $*"
  fi
}
