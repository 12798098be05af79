# shellcheck shell=bash
# Makes sure that a Docker Engine answers, or says why none can. Sourced; depends on log.sh, status.sh, capabilities.sh,
# docker-probe.sh, docker-engine.sh, bounded-runtime.sh.

# docker_is_wanted: FUSE_FIXTURE_DOCKER=off leaves the engine alone; the container sandbox is then refused by the preflight.
docker_is_wanted() {
  case ${FUSE_FIXTURE_DOCKER:-on} in
    on) return 0 ;;
    off) return 1 ;;
    *) fail "$STATUS_USAGE" "FUSE_FIXTURE_DOCKER must be 'on' or 'off' (got '$FUSE_FIXTURE_DOCKER')" ;;
  esac
}

# docker_ensure LOCK_FD: as root, after the packages are there.
docker_ensure() {
  docker_answers >/dev/null && return 0
  docker_check_host
  engine_start "$1"
}

# docker_check_host: an engine that the user named elsewhere is not ours to start.
docker_check_host() {
  [[ $(docker_host) == unix:///* ]] ||
    fail "$STATUS_NO_ENGINE" "no Docker Engine answers at DOCKER_HOST=$DOCKER_HOST within $DOCKER_PROBE_LIMIT_SECONDS s" \
      "Start it, or unset DOCKER_HOST to let ci/setup start one on this machine."
}

# docker_explain_absence: ends the script with what can be done about a missing engine, without doing it.
docker_explain_absence() {
  local host socket
  docker_check_host
  host=$(docker_host)
  socket=${host#unix://}
  if [[ -S $socket && ! -w $socket ]]; then
    fail "$STATUS_NO_ENGINE" "user $(id -un) may not use the Docker socket $socket" \
      "Join its group and log in again:  sudo usermod --append --groups $(stat --format %G -- "$socket") $(id -un)" \
      "or go on without the container sandbox:  FUSE_FIXTURE_DOCKER=off"
  fi
  fail "$STATUS_NO_ENGINE" "no Docker Engine answers at $host within $DOCKER_PROBE_LIMIT_SECONDS s; only root can start one" \
    "Have it done:  sudo $CI_DIRECTORY/setup" \
    "or go on without the container sandbox:  FUSE_FIXTURE_DOCKER=off"
}

# docker_warn_of_capabilities: an engine that is not ours may be unable to run privileged containers here.
docker_warn_of_capabilities() {
  local absent
  absent=$(missing_capability_count)
  ((absent > 0)) && [[ $(docker_host) == "$DOCKER_DEFAULT_HOST" ]] && ! engine_pid >/dev/null || return 0
  [[ $(docker_default_runtime) != "$BOUNDED_RUNTIME_NAME" ]] || return 0
  warn "this machine lacks $absent capabilities, and the Docker Engine that answers was not started by ci/setup: it may refuse" \
    "--privileged; the container sandbox then asks for the rights that are there"
}
