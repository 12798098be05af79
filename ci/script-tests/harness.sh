# shellcheck shell=bash
# A few lines to test shell code with shell code. Sourced by each *.test.sh, which then calls run_tests.
#
# A test is a function named condition_outcome. It runs in a subshell in strict mode, in an empty folder of its own ($TEST_DIRECTORY,
# removed afterwards), within a time limit (kept by script-tests/run for the file as a whole). It fails when a command in it
# fails, and it skips itself with `skip REASON`.

set -Eeuo pipefail
shopt -s inherit_errexit
CI_DIRECTORY=$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")
readonly CI_DIRECTORY
readonly SKIPPED=77 # the status by which Automake's tests say the same

skip() {
  printf '%s\n' "$*" >"$TEST_DIRECTORY/.skip-reason"
  exit "$SKIPPED"
}

# assert_equal EXPECTED ACTUAL WHAT
assert_equal() {
  [[ $1 == "$2" ]] && return 0
  printf '%s: expected\n  %s\nbut was\n  %s\n' "$3" "$1" "$2"
  return 1
}

# assert_contains PART WHOLE WHAT
assert_contains() {
  [[ $2 == *"$1"* ]] && return 0
  printf '%s: expected to contain\n  %s\nbut was\n  %s\n' "$3" "$1" "$2"
  return 1
}

# status_of COMMAND...: sets STATUS and OUTPUT (both streams) of a command that may fail. The command is an external one: a
# function would run without errexit here.
status_of() {
  STATUS=0
  OUTPUT=$("$@" 2>&1 </dev/null) || STATUS=$?
}

# run_tests NAME...: runs these functions; counts go to the file that RESULTS names, one line per test: outcome, name, reason.
run_tests() {
  local name status report file=${0##*/} failed=0
  for name in "$@"; do
    TEST_DIRECTORY=$(mktemp -d)
    status=0
    # Neither `if` nor `||`: both would turn errexit off inside the test.
    set +e
    report=$(
      set -e
      cd -- "$TEST_DIRECTORY"
      "$name" 2>&1
    )
    status=$?
    set -e
    case $status in
      0) printf 'passed\t%s\t%s\n' "$file" "$name" >>"${RESULTS:-/dev/null}" ;;
      "$SKIPPED")
        printf '  skipped %s: %s\n' "$name" "$(<"$TEST_DIRECTORY/.skip-reason")"
        printf 'skipped\t%s\t%s\t%s\n' "$file" "$name" "$(<"$TEST_DIRECTORY/.skip-reason")" >>"${RESULTS:-/dev/null}"
        ;;
      *)
        failed=1
        printf '  FAILED %s (status %d)\n%s\n' "$name" "$status" "    | ${report//$'\n'/$'\n'    | }"
        printf 'failed\t%s\t%s\n' "$file" "$name" >>"${RESULTS:-/dev/null}"
        ;;
    esac
    rm -rf -- "$TEST_DIRECTORY"
  done
  return "$failed"
}
