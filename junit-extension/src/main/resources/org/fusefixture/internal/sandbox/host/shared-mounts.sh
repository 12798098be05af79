# Functions for mounts that a sandbox and the host share: ROOT/visible/PID, where PID is this shell's. POSIX sh.
# To be followed by a script that sets root.

set -u
shared=''
visible_root() { printf '%s/visible' "$root"; }

say() { printf 'fuse-fixture host shell: %s\n' "$*" >&2; }

# What a host shell that was itself killed has left: its directory bears its process id. A zombie has an empty command line,
# and another process that got the number since has another one.
sweep() {
  for stale in "$(visible_root)"/*; do
    if [ -d "$stale" ] && ! grep -qs fuse-fixture-host-shell "/proc/${stale##*/}/cmdline"; then
      discard "$stale"
    fi
  done
}

# Lazily (MNT_DETACH), since programs of the host may still have files open; recursively, with every mount beneath.
discard() {
  umount --recursive --lazy "$1" 2>/dev/null || umount -l "$1" 2>/dev/null
  rmdir "$1" 2>/dev/null || say "could not remove $1"
}

# Makes the shared mount, or leaves with status 125.
share() {
  sweep
  shared=$(visible_root)/$$
  # shellcheck disable=SC2015 # the braces run where any step fails, which is meant
  # Twice, as another host shell may remove the parent between the two steps of the first.
  { mkdir -p "$shared" 2>/dev/null || mkdir -p "$shared"; } &&
    # Private first: beneath a shared mount the new one would join that mount's peers.
    mount -t tmpfs -o size=1m,mode=0755,nosuid,nodev fuse-fixture "$shared" &&
    mount --make-private "$shared" && mount --make-shared "$shared" || {
    say "could not make $shared a shared mount"
    leave 125
  }
}

# leave STATUS: the end of the shell, with what it shared.
leave() {
  trap '' TERM HUP INT
  if [ -n "$shared" ]; then
    discard "$shared"
    rmdir "$(visible_root)" 2>/dev/null
  fi
  exit "$1"
}

