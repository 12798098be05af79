# shellcheck shell=bash
# The patched kernel, and what tests may not leave out. Sourced; depends on log.sh, privileges.sh, docker.sh.

# kernel_provide: builds the patched kernel unless it is in the cache of the user; a few minutes. Fails as root, or in
# continuous integration; for anybody else the tests that need it are skipped with the reason.
kernel_provide() {
  local kernel
  [[ ${FUSE_FIXTURE_KERNEL:-on} != off ]] || return 0
  if [[ $(uname -m) != x86_64 ]]; then
    warn "the patched kernel runs on x86-64 only, and this is $(uname -m): its tests will be skipped"
    return 0
  fi
  if kernel=$("$PROJECT_ROOT/fixture-native/kernel/build" </dev/null); then
    say "patched kernel: $kernel"
  elif is_root; then
    fail "$STATUS_INSTALL_FAILED" "the patched kernel could not be built" \
      "The messages above say why; FUSE_FIXTURE_KERNEL=off leaves it and its tests out."
  else
    warn "the patched kernel could not be built: its tests will be skipped"
  fi
}

# sandboxes_require: what set-up has provided as root must be there: its tests fail instead of being skipped.
sandboxes_require() {
  local required=process
  is_root || return 0
  ! docker_is_wanted || required+=,container
  [[ ${FUSE_FIXTURE_KERNEL:-on} == off || $(uname -m) != x86_64 ]] || required+=,patched
  export FUSE_FIXTURE_REQUIRE=${FUSE_FIXTURE_REQUIRE:-$required}
}
