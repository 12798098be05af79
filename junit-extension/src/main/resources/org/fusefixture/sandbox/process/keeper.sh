# Starts a sandbox and outlives it: stays in the host's mount namespace and cleans up there when all inside is gone,
# whatever ended it. POSIX sh.
#
# Arguments: ROOT VISIBLE USER ENTER COMMAND...
#   ROOT     the runtime directory, an empty directory that the sandbox covers with a tmpfs of its own
#   VISIBLE  yes: make ROOT/visible/PID (of this shell) a mount of its own that host and sandbox share; else no
#   USER     yes: in a user namespace, for callers that are not root; else no
#   ENTER    text of the script that runs first inside
# Standard input and output are the control stream of COMMAND; this shell keeps neither open.

set -u
root=$1 visible=$2 user=$3 enter=$4
shift 4
shared='' inside='' ended=''

say() { printf 'fuse-fixture keeper: %s\n' "$*" >&2; }

# What a keeper that was itself killed has left: its directory bears its process id.
sweep() {
  for stale in "$root"/visible/*; do
    [ -d "$stale" ] && [ ! -d "/proc/${stale##*/}" ] && discard "$stale"
  done
}

# Lazily (MNT_DETACH), since programs of the host may still have files open; recursively, with every mount beneath.
discard() {
  umount --recursive --lazy "$1" 2>/dev/null || umount -l "$1" 2>/dev/null
  rmdir "$1" 2>/dev/null || say "could not remove $1"
}

share() {
  # Twice, as another keeper may remove the parent between the two steps of the first.
  { mkdir -p "$1" 2>/dev/null || mkdir -p "$1"; } &&
    # Private first: beneath a shared mount the new one would join that mount's peers.
    mount -t tmpfs -o size=1m,mode=0755,nosuid,nodev fuse-fixture "$1" &&
    mount --make-private "$1" && mount --make-shared "$1"
}

# Ends the namespace by its PID 1, and not by unshare, which returns only when the namespace is empty.
end() {
  [ -n "$inside" ] || return 0
  first=$(cat "/proc/$inside/task/$inside/children" 2>/dev/null)
  # shellcheck disable=SC2086 # one word for each process
  kill -KILL ${first:-$inside} 2>/dev/null
}

leave() {
  if [ -n "$shared" ]; then
    discard "$shared"
    rmdir "$root/visible" 2>/dev/null
  fi
  exit "$1"
}

trap 'ended=yes; end' TERM HUP INT

if [ "$visible" = yes ]; then
  sweep
  shared=$root/visible/$$
  share "$shared" || { say "could not make $shared a shared mount"; leave 125; }
fi

rights='' propagation=private
[ "$user" = yes ] && rights='unshare --user --map-root-user --'
[ -n "$shared" ] && propagation=unchanged

exec 3<&0 4>&1 </dev/null >/dev/null
# The user namespace comes before setpriv: a change of credentials clears the parent-death signal (prctl(2)).
# shellcheck disable=SC2086 # several words, or none
$rights setpriv --pdeathsig KILL -- \
  unshare --mount --propagation "$propagation" --pid --fork --kill-child --mount-proc -- \
  sh -c "$enter" sandbox "$root" "$shared" "$@" <&3 >&4 3<&- 4>&- &
inside=$!
exec 3<&- 4>&-
[ -n "$ended" ] && end

# A trap interrupts wait; the process is gone only when it cannot be signalled any more.
while :; do
  wait "$inside"
  status=$?
  kill -0 "$inside" 2>/dev/null || leave "$status"
done
