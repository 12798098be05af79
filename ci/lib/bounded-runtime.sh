# shellcheck shell=bash
# Installs ci/runtime/oci-runtime-bounded and tells dockerd about it. Sourced; depends on capabilities.sh; reads CI_DIRECTORY.

readonly BOUNDED_RUNTIME_NAME=fuse-fixture-bounded
readonly BOUNDED_RUNTIME=/usr/local/lib/fuse-fixture/oci-runtime-bounded
readonly BOUNDED_RUNTIME_LOG=/var/log/fuse-fixture/oci-runtime-bounded.log
readonly BOUNDED_RUNTIME_LOG_BYTES=1048576

# bounded_runtime_install: copies the wrapper to a place that outlives this checkout, whole or not at all, as a running
# engine may execute it at any moment. Also keeps its log small.
bounded_runtime_install() {
  local source=$CI_DIRECTORY/runtime/oci-runtime-bounded
  cmp --silent -- "$source" "$BOUNDED_RUNTIME" || {
    mkdir -p -- "${BOUNDED_RUNTIME%/*}"
    install --mode=0755 -- "$source" "$BOUNDED_RUNTIME.$$"
    mv -- "$BOUNDED_RUNTIME.$$" "$BOUNDED_RUNTIME"
  }
  if [[ -e $BOUNDED_RUNTIME_LOG ]] && (($(stat --format %s -- "$BOUNDED_RUNTIME_LOG") > BOUNDED_RUNTIME_LOG_BYTES)); then
    mv -- "$BOUNDED_RUNTIME_LOG" "$BOUNDED_RUNTIME_LOG.1"
  fi
}

# bounded_runtime_options: prints dockerd's options, one a line. Always registered; the default only where it is needed.
bounded_runtime_options() {
  printf '%s\n' --add-runtime "$BOUNDED_RUNTIME_NAME=$BOUNDED_RUNTIME"
  (($(missing_capability_count) == 0)) || printf '%s\n' --default-runtime "$BOUNDED_RUNTIME_NAME"
}
