# shellcheck shell=bash
# Says what a script is doing, and ends it with a message that tells what to do. Sourced; depends on nothing.
#
# Progress goes to standard error, so that standard output belongs to the program that a script runs.

# Name shown before every line; an entry script sets it.
LOG_NAME=${LOG_NAME:-${0##*/}}

# say TEXT...: one line of progress, with the seconds since the script started.
say() {
  printf '[%4d s] %s: %s\n' "$SECONDS" "$LOG_NAME" "$*" >&2
}

# warn TEXT...: something the user may want to change, but the script goes on.
warn() {
  printf '[%4d s] %s: warning: %s\n' "$SECONDS" "$LOG_NAME" "$*" >&2
}

# fail STATUS TEXT [LINE]...: ends the script; the further lines say what to do, one a line.
fail() {
  local status=$1
  printf '[%4d s] %s: error: %s\n' "$SECONDS" "$LOG_NAME" "$2" >&2
  shift 2
  local line
  for line in "$@"; do
    printf '         %s\n' "$line" >&2
  done
  exit "$status"
}

# show_end FILE [LINES]: the end of a log, indented, so that a failure can be understood without opening it.
show_end() {
  [[ -s $1 ]] || return 0
  printf '         --- end of %s\n' "$1" >&2
  tail -n "${2:-20}" -- "$1" | sed 's/^/         | /' >&2
}

# whole_number NAME VALUE: ends the script unless VALUE, taken from the variable or option NAME, is a whole number.
whole_number() {
  [[ $2 =~ ^[0-9]+$ ]] || fail 2 "$1 must be a whole number (got '$2')"
}
