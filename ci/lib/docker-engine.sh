# shellcheck shell=bash
# Starts and stops a Docker Engine of our own, apart from any that the machine may have: own data, own state, own pid file.
# Sourced; depends on log.sh, status.sh, docker-probe.sh, docker-storage.sh, bounded-runtime.sh.

readonly ENGINE_DATA=${FUSE_FIXTURE_DOCKER_DATA:-/var/lib/fuse-fixture/docker}
readonly ENGINE_RUN=${FUSE_FIXTURE_DOCKER_RUN:-/run/fuse-fixture-docker}
readonly ENGINE_PIDFILE=$ENGINE_RUN/docker.pid
readonly ENGINE_CONTAINERD_PIDFILE=$ENGINE_RUN/containerd/containerd.pid
readonly ENGINE_LOG=/var/log/fuse-fixture/dockerd.log
readonly ENGINE_START_LIMIT_SECONDS=60
readonly ENGINE_STOP_LIMIT_SECONDS=30

# engine_pid: prints the process id of our engine, if it runs. A pid file alone proves nothing (the number may belong to
# another program by now), so the command line must name our pid file as well.
engine_pid() {
  local pid
  [[ -r $ENGINE_PIDFILE ]] && pid=$(<"$ENGINE_PIDFILE") && [[ $pid =~ ^[0-9]+$ ]] || return 1
  engine_owns_process "$pid" && printf '%d\n' "$pid"
}

engine_owns_process() {
  local command
  command=$(engine_command_line "$1") && [[ $command == *"$ENGINE_PIDFILE "* ]]
}

# engine_start LOCK_FD: starts dockerd in a session of its own and waits until it answers; the lock is not handed on.
engine_start() {
  local lock=$1 arguments
  mkdir -p -- "$ENGINE_DATA" "$ENGINE_RUN" "${ENGINE_LOG%/*}"
  # Pid files left by a crash or a power cut: dockerd 20.10 refuses to start, and waits for a containerd in vain, whenever the
  # number is in use, be it by another program or by a zombie.
  engine_pid >/dev/null || rm -f -- "$ENGINE_PIDFILE"
  engine_containerd_pid >/dev/null || rm -f -- "$ENGINE_CONTAINERD_PIDFILE"
  # An own, empty configuration: settings of /etc/docker/daemon.json may clash with the options below.
  printf '{}\n' >"$ENGINE_RUN/daemon.json"
  arguments=(--config-file "$ENGINE_RUN/daemon.json" --data-root "$ENGINE_DATA" --exec-root "$ENGINE_RUN"
    --pidfile "$ENGINE_PIDFILE" --host "$(docker_host)" --storage-driver "$(storage_driver "$ENGINE_DATA")")
  bounded_runtime_install
  mapfile -t -O "${#arguments[@]}" arguments < <(bounded_runtime_options)
  say "starting a Docker Engine (data in $ENGINE_DATA, log in $ENGINE_LOG)"
  engine_launch "$lock" "${arguments[@]}" && return 0
  if grep --quiet --ignore-case --extended-regexp 'iptables|nf_tables|nat chain|bridge' "$ENGINE_LOG"; then
    warn "the Docker Engine could not set up its bridge network; trying without one (containers get no network, and need none)"
    engine_launch "$lock" "${arguments[@]}" --bridge=none --iptables=false --ip6tables=false && return 0
  fi
  show_end "$ENGINE_LOG"
  fail "$STATUS_NO_ENGINE" "the Docker Engine did not start" "Its log is $ENGINE_LOG." \
    "To go on without the container sandbox, set FUSE_FIXTURE_DOCKER=off."
}

# engine_launch LOCK_FD ARGUMENT...: one attempt. Debian's programs come first on PATH, as a client of another release in
# /usr/local/bin may bring a containerd or runc that this dockerd does not fit.
engine_launch() {
  local lock=$1 pid deadline
  shift
  PATH="/usr/sbin:/usr/bin:/sbin:/bin:$PATH" setsid --fork bash -c 'printf "%d\n" "$$" >"$1"; shift; exec dockerd "$@"' \
    dockerd "$ENGINE_RUN/launched.pid" "$@" </dev/null >"$ENGINE_LOG" 2>&1 {lock}>&-
  deadline=$((SECONDS + ENGINE_START_LIMIT_SECONDS))
  while ((SECONDS < deadline)); do
    if docker_answers >/dev/null; then
      return 0
    fi
    if [[ -s $ENGINE_RUN/launched.pid ]]; then
      pid=$(<"$ENGINE_RUN/launched.pid")
      engine_owns_process "$pid" || return 1
    fi
    sleep 0.1
  done
  warn "the Docker Engine does not answer at $(docker_host) after $ENGINE_START_LIMIT_SECONDS s"
  engine_stop
  return 1
}

# engine_stop: stops our engine and its containers, and no other. Returns 1 when there was none.
engine_stop() {
  local pid deadline
  pid=$(engine_pid) || return 1
  kill -TERM "$pid"
  deadline=$((SECONDS + ENGINE_STOP_LIMIT_SECONDS))
  while engine_owns_process "$pid"; do
    if ((SECONDS >= deadline)); then
      warn "the Docker Engine (pid $pid) ignores SIGTERM for $ENGINE_STOP_LIMIT_SECONDS s; killing it"
      kill -KILL "$pid"
      engine_stop_containerd
      rm -f -- "$ENGINE_PIDFILE"
      return 0
    fi
    sleep 0.1
  done
}

# engine_containerd_pid: prints the process id of the containerd that our engine started, if it runs.
engine_containerd_pid() {
  local pid command
  [[ -r $ENGINE_CONTAINERD_PIDFILE ]] && pid=$(<"$ENGINE_CONTAINERD_PIDFILE") && [[ $pid =~ ^[0-9]+$ ]] || return 1
  command=$(engine_command_line "$pid") && [[ $command == *"$ENGINE_RUN/containerd/"* ]] && printf '%d\n' "$pid"
}

# engine_stop_containerd: dockerd stops the containerd that it started, unless it was killed itself.
engine_stop_containerd() {
  local pid
  pid=$(engine_containerd_pid) || return 0
  kill -TERM "$pid"
}

# engine_command_line PID: prints the arguments of a process, each with a space behind it; nothing for a zombie (proc(5)).
engine_command_line() {
  [[ -r /proc/$1/cmdline ]] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null
}
