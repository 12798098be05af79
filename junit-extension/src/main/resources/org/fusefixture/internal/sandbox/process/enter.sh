# Runs as PID 1 of a sandbox's own mount and PID namespace: covers the runtime directory with a tmpfs, so that all that
# is made there vanishes with the namespace, and becomes the command. POSIX sh.
#
# Arguments: ROOT SHARED COMMAND...
#   ROOT    the runtime directory
#   SHARED  a shared mount beneath ROOT that stays connected to the host; empty for none

set -eu
root=$1 shared=$2
shift 2

# Makes every mount private but the shared one: what is mounted from now on stays inside.
# Fields of /proc/self/mountinfo as in proc(5); "shared:N" is the first optional field where there is one, and spaces
# and the like are octal escapes, which printf %b takes only with a leading 0.
isolate() {
  while read -r _ _ _ _ point _ optional _; do
    case $optional in shared:*) ;; *) continue ;; esac
    case $point in
      "$shared") continue ;;
      *\\*) point=$(printf '%b' "$(printf '%s' "$point" | sed 's/\\/\\0/g')") ;;
    esac
    # A mount hidden beneath another cannot be reached by its path, nor used by anybody.
    mount --make-private "$point" 2>/dev/null || :
  done </proc/self/mountinfo
}

if [ -n "$shared" ]; then
  isolate
  cd -- "$shared"
fi
mount -t tmpfs -o mode=0755,nosuid fuse-fixture "$root"
mkdir -p "$root/mnt" "$root/backing" "$root/tmp"
if [ -n "$shared" ]; then
  mkdir -p "$shared"
  # "." is the mount that the tmpfs hides by now; its path would lead into the tmpfs.
  mount --no-canonicalize --bind . "$shared"
fi
cd "$root/tmp"
exec "$@"
