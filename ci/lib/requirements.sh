# shellcheck shell=bash
# The programs and headers that FuseFixture needs, which package brings each, and which of them are missing.
# Sourced; depends on java.sh.

# One row per item: purpose | probe | Debian packages, the first one that the machine's package lists offer is taken | needed for
# A probe is command:NAME, file:PATH or jdk. Purposes are chosen by the entry scripts.
readonly REQUIREMENTS=(
  "build|jdk|openjdk-17-jdk-headless default-jdk-headless|compiling and running everything"
  "build|command:mvn|maven|building"
  "run|command:unshare|util-linux|the process sandbox"
  "run|command:setpriv|util-linux|the process sandbox"
  "run|command:flock|util-linux|one build at a time"
  "run|command:mount|mount|the process sandbox"
  "layout|command:gcc|gcc|the test that compares the protocol with the C header"
  "layout|file:/usr/include/stdio.h|libc6-dev|the test that compares the protocol with the C header"
  "layout|file:/usr/include/linux/fuse.h|linux-libc-dev|the test that compares the protocol with the C header"
  "load|command:strace|strace|the test that counts system calls"
  "load|command:make|make|the test that builds a program inside a mount"
  "load|command:fio|fio|the load test"
  "load|command:stress-ng|stress-ng|the load test"
  "load|command:dbench|dbench|the load test"
  "programs|command:bindfs|bindfs|the tests of programs as filesystems"
  "programs|file:/usr/include/fuse3/fuse.h|libfuse3-dev|the tests of programs as filesystems"
  "browser|command:chromium|chromium|the test that looks at the report in a browser"
  "browser|command:chromedriver|chromium-driver|the test that looks at the report in a browser"
  "scripts|command:shellcheck|shellcheck|the check of the shell scripts"
  "docs|command:mkdocs|mkdocs|the site of the documentation"
  "engine|command:docker|docker-cli docker.io|the container sandbox"
  "engine|command:dockerd|docker.io|the container sandbox"
  "engine|command:iptables|iptables|the network of the container sandbox"
)

# requirement_is_met PROBE
requirement_is_met() {
  case $1 in
    command:*) requirement_command_exists "${1#command:}" ;;
    file:*) [[ -e ${1#file:} ]] ;;
    jdk) java_find >/dev/null ;;
  esac
}

# Daemons and iptables live in sbin, which is not on the PATH of an ordinary user.
requirement_command_exists() {
  PATH="$PATH:/usr/sbin:/sbin" command -v -- "$1" >/dev/null
}

# requirements_missing PURPOSE...: prints the rows of these purposes that are not met.
requirements_missing() {
  local row purpose probe wanted=" $* "
  for row in "${REQUIREMENTS[@]}"; do
    purpose=${row%%|*}
    [[ $wanted == *" $purpose "* ]] || continue
    probe=${row#*|}
    probe=${probe%%|*}
    requirement_is_met "$probe" || printf '%s\n' "$row"
  done
}

# requirement_packages ROW...: prints the package for each row, without repetition.
requirement_packages() {
  local row candidates candidate chosen seen=' '
  for row in "$@"; do
    IFS='|' read -r _ _ candidates _ <<<"$row"
    chosen=${candidates%% *}
    # Asked only where there is a choice, as asking is slow.
    [[ $candidates == *' '* ]] && for candidate in $candidates; do
      if apt_knows "$candidate"; then
        chosen=$candidate
        break
      fi
    done
    [[ $seen == *" $chosen "* ]] || printf '%s\n' "$chosen"
    seen+="$chosen "
  done
}

# requirement_title ROW: prints what is missing and what for, for a person.
requirement_title() {
  local probe purpose
  IFS='|' read -r _ probe _ purpose <<<"$1"
  case $probe in
    jdk) probe="a JDK $JAVA_MINIMUM or newer" ;;
    *) probe=${probe#*:} ;;
  esac
  printf '%s (%s)\n' "$probe" "$purpose"
}
