#!/bin/sh
# Stands in for fusermount3(1) in a sandbox: passes the call on to the relay of the program that made it, and answers as
# told. The descriptor itself is sent by the relay, into the socket that _FUSE_COMMFD names in this process. For anybody
# else it becomes the program that it covers. POSIX sh.
#
# Environment:
#   FUSE_FIXTURE_WIRE  directory of the relay: the FIFO "calls" takes a line for each call, its number
#   _FUSE_COMMFD       see libfuse, lib/mount.c

name=${0##*/}
wire=${FUSE_FIXTURE_WIRE-}
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
