# shellcheck shell=sh disable=SC2154 # variables of shared-mounts.sh
# Starts a sandbox and outlives it: stays in the host's mount namespace and cleans up there when all inside is gone,
# whatever ended it. POSIX sh; runs after shared-mounts.sh, whose functions and variables it uses.
#
# Arguments: ROOT VISIBLE USER ENTER COMMAND...
#   ROOT     the runtime directory, an empty directory that the sandbox covers with a tmpfs of its own
#   VISIBLE  yes: make ROOT/visible/PID (of this shell) a mount of its own that host and sandbox share; else no
#   USER     yes: in a user namespace, for callers that are not root; else no
#   ENTER    text of the script that runs first inside
# Standard input and output are the control stream of COMMAND; this shell keeps neither open.

root=$1 visible=$2 user=$3 enter=$4
shift 4
inside='' ended=''

# Ends the namespace by its PID 1, and not by unshare, which returns only when the namespace is empty.
end() {
  [ -n "$inside" ] || return 0
  first=$(cat "/proc/$inside/task/$inside/children" 2>/dev/null)
  # shellcheck disable=SC2086 # one word for each process
  kill -KILL ${first:-$inside} 2>/dev/null
}

trap 'ended=yes; end' TERM HUP INT

if [ "$visible" = yes ]; then
  share
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
