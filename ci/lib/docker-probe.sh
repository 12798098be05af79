# shellcheck shell=bash
# Asks whether a Docker Engine answers. Sourced; depends on nothing.

readonly DOCKER_DEFAULT_HOST=unix:///var/run/docker.sock
readonly DOCKER_PROBE_LIMIT_SECONDS=10

# docker_host: prints where an engine is looked for.
docker_host() {
  printf '%s\n' "${DOCKER_HOST:-$DOCKER_DEFAULT_HOST}"
}

# docker_answers: whether an engine answers within the limit. Prints "VERSION, API VERSION" if so, else nothing.
# `docker version` is asked rather than `docker info`, which some releases of the client let succeed without an engine.
# A machine that is only handed a socket has no client: then curl asks.
docker_answers() {
  local host
  if command -v docker >/dev/null; then
    timeout --kill-after=2 "$DOCKER_PROBE_LIMIT_SECONDS" \
      docker version --format '{{.Server.Version}}, API {{.Server.APIVersion}}' 2>/dev/null </dev/null
    return
  fi
  host=$(docker_host)
  [[ $host == unix://* ]] && command -v curl >/dev/null &&
    curl --silent --fail --max-time "$DOCKER_PROBE_LIMIT_SECONDS" --unix-socket "${host#unix://}" --output /dev/null \
      --write-out 'version unknown\n' http://localhost/_ping 2>/dev/null
}

# docker_default_runtime: prints the name of the runtime that containers get, or nothing.
docker_default_runtime() {
  command -v docker >/dev/null || return 0
  timeout --kill-after=2 "$DOCKER_PROBE_LIMIT_SECONDS" docker info --format '{{.DefaultRuntime}}' 2>/dev/null </dev/null || true
}
