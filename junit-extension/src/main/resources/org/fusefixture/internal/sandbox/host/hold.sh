# shellcheck shell=sh
# Holds a shared mount until its standard input ends or it gets a signal. Argument: ROOT, the runtime directory.
# Says "ready" on its standard output. POSIX sh; runs after shared-mounts.sh.

root=$1
trap 'leave 0' TERM HUP INT
share
printf 'ready\n'
while read -r _; do :; done
leave 0
