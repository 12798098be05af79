#!/bin/sh
# Stands in for fusermount3(1) in a sandbox: passes the call on to the relay of the program that made it, and answers as
# told. The descriptor itself is sent by the relay, into the socket that _FUSE_COMMFD names in this process. For anybody
# else it becomes the program that it covers. POSIX sh.
#
# Environment:
#   FUSE_FIXTURE_WIRE  directory of the relay: the FIFO "calls" takes a line for each call, its number
#   _FUSE_COMMFD       see libfuse, lib/mount.c

name=${0##*/}
PATH=${PATH:-/usr/bin:/bin}
wire=${FUSE_FIXTURE_WIRE-}
# go-fuse calls with an environment of its own; the program's is still to be seen in proc(5).
process=$PPID
while [ -z "$wire" ] && [ "${process:-0}" -gt 1 ]; do
  wire=$(tr '\0' '\n' 2>/dev/null <"/proc/$process/environ" | sed -n 's/^FUSE_FIXTURE_WIRE=//p')
  process=$(sed -n 's/^PPid:[[:space:]]*//p' "/proc/$process/status" 2>/dev/null)
done
if [ -z "$wire" ] || [ ! -p "$wire/calls" ]; then
  covered=@COVERED@/$name
  [ -x "$covered" ] && exec "$covered" "$@"
  echo "$name: this program is not installed, and no relay waits for the call" >&2
  exit 1
fi
call=$wire/$$
mkfifo -m 600 "$call.answer" || exit 1
printf '%s\0' "${_FUSE_COMMFD-}" "$PWD" "$@" >"$call.call" || exit 1
echo "$$" >"$wire/calls"
IFS= read -r answer <"$call.answer"
rm -f "$call.answer" "$call.call"
status=${answer%% *}
case $answer in *' '*) echo "$name: ${answer#* }" >&2 ;; esac
exit "${status:-1}"
