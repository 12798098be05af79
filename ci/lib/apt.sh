# shellcheck shell=bash
# Installs Debian packages: no questions, every wait limited, package lists fetched only when they are needed.
# Sourced; depends on log.sh and status.sh.

readonly APT_LOG=/var/log/fuse-fixture/apt.log
readonly APT_LIMIT_SECONDS=1800
readonly APT_LOCK_LIMIT_SECONDS=300

# apt_install PACKAGE...: as root. Ends the script with STATUS_INSTALL_FAILED when a package cannot be had.
apt_install() {
  mkdir -p -- "${APT_LOG%/*}"
  : >"$APT_LOG"
  apt_knows "$@" || apt_update
  if ! apt_get install "$@"; then
    say "apt-get install failed; trying once more with fresh package lists"
    apt_update
    apt_get install "$@" || {
      show_end "$APT_LOG"
      fail "$STATUS_INSTALL_FAILED" "apt-get could not install: $*" \
        "Run it by hand to see why:  $(apt_command "$@")" \
        "The whole output is in $APT_LOG."
    }
  fi
}

# apt_command PACKAGE...: prints the command line that a person would type.
apt_command() {
  printf 'sudo apt-get update && sudo apt-get install --yes --no-install-recommends %s\n' "$*"
}

# apt_knows PACKAGE...: whether the package lists of the machine offer a version of each. One call for all: reading the lists
# takes apt-cache about a second.
apt_knows() {
  local policy candidates
  policy=$(LC_ALL=C apt-cache policy -- "$@" 2>/dev/null) || return 1
  candidates=$(grep --count '^  Candidate: [0-9]' <<<"$policy" || true)
  ((candidates == $#))
}

# apt_update: fetches the package lists. apt-get update does not wait for its lock by itself (DPkg::Lock::Timeout is for the
# dpkg lock), so that is done here. Lists that could not be fetched are no failure yet: what is on disk may do.
apt_update() {
  local deadline=$((SECONDS + APT_LOCK_LIMIT_SECONDS)) before
  say "fetching the package lists"
  while true; do
    before=$(wc -l <"$APT_LOG")
    apt_get update && return 0
    tail -n "+$((before + 1))" -- "$APT_LOG" | grep --quiet 'Could not get lock' || break
    ((SECONDS < deadline)) || break
    say "another program holds apt's lock; waiting (at most $((deadline - SECONDS)) s more)"
    sleep 5
  done
  warn "the package lists could not be fetched; see $APT_LOG"
}

# apt_get ACTION [PACKAGE]...: one limited run; all output goes to the log, and the progress is shown.
apt_get() {
  local action=$1
  shift
  local options=(--quiet --option "DPkg::Lock::Timeout=$APT_LOCK_LIMIT_SECONDS" --option Dpkg::Use-Pty=0
    --option Acquire::Retries=3 --option Acquire::http::Timeout=30 --option Acquire::https::Timeout=30)
  [[ $action != install ]] || options+=(--yes --no-install-recommends --option Dpkg::Options::=--force-confold)
  DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l LC_ALL=C \
    timeout --kill-after=30 "$APT_LIMIT_SECONDS" apt-get "${options[@]}" "$action" "$@" </dev/null 2>&1 |
    tee -a -- "$APT_LOG" |
    apt_progress
}

# apt_progress: reads apt-get's output and says how far it is, in a few lines.
apt_progress() {
  local line unpacked=0 configured=0
  while IFS= read -r line; do
    case $line in
      'Need to get '* | 'Fetched '*) say "  $line" ;;
      'Unpacking '*)
        unpacked=$((unpacked + 1))
        ((unpacked % 20)) || say "  unpacked $unpacked packages"
        ;;
      'Setting up '*)
        configured=$((configured + 1))
        ((configured % 20)) || say "  set up $configured packages"
        ;;
      E:*) say "  $line" ;;
    esac
  done
}
