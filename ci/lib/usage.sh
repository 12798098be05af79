# shellcheck shell=bash
# Prints the comment at the head of a script as its help, so that the two cannot differ. Sourced; depends on nothing.

# usage_print SCRIPT: the lines from the third to the first empty one, without the comment sign.
usage_print() {
  sed -n -e '3,/^$/!d' -e '/^$/q' -e 's/^# \{0,1\}//p' -- "$1"
}
