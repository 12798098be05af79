#!/usr/bin/env bash
# What the Docker Engine of this machine really gives to a privileged container. The image is made of the machine's own programs, so
# no registry is needed.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
source "$CI_DIRECTORY/lib/docker-probe.sh"
readonly IMAGE=fuse-fixture-script-test:$$

docker_limited() {
  timeout --kill-after=5 60 docker "$@"
}

import_image() {
  local program library
  mkdir -p image/{bin,proc,sys,dev,tmp}
  for program in sh cat; do
    cp --dereference "$(command -v "$program")" "image/bin/$program"
    while IFS= read -r library; do
      mkdir -p "image${library%/*}"
      cp --dereference "$library" "image$library"
    done < <(ldd "image/bin/$program" | grep --only-matching '/[^ :]*[.]so[^ ]*')
  done
  tar --create --directory image . | docker_limited import - "$IMAGE" >/dev/null
}

expect_bounded_engine() {
  docker_answers >/dev/null || skip "no Docker Engine answers at $(docker_host)"
  [[ $(docker_default_runtime) == fuse-fixture-bounded ]] ||
    skip "the Docker Engine does not use the bounded runtime by default (needed only where capabilities are missing)"
}

# The bounding set of the engine is that of this process: both lack what the machine lacks. The kernel may know capabilities beyond
# those that the engine knows (20.10: up to CAP_AUDIT_READ), so only the latter, numbers 0 to 37, are compared.
capabilities_below_38() {
  local key value
  while read -r key value; do
    [[ $key != "$1:" ]] || printf '%x\n' $((16#$value & 0x3fffffffff))
  done
}

privileged_container_and_its_exec_hold_all_that_the_machine_has() {
  local container expected
  expect_bounded_engine
  import_image
  expected=$(capabilities_below_38 CapBnd </proc/self/status)
  container=$(docker_limited run --detach --interactive --privileged "$IMAGE" /bin/cat)
  # shellcheck disable=SC2064 # the container of now
  trap "docker_limited rm --force '$container' >/dev/null; docker_limited rmi '$IMAGE' >/dev/null" EXIT
  assert_equal "$expected" "$(docker_limited exec "$container" /bin/cat /proc/1/status | capabilities_below_38 CapEff)" "container"
  assert_equal "$expected" \
    "$(docker_limited exec "$container" /bin/cat /proc/self/status | capabilities_below_38 CapEff)" "exec"
  assert_equal "$expected" \
    "$(docker_limited exec --privileged "$container" /bin/cat /proc/self/status | capabilities_below_38 CapEff)" "privileged exec"
}

ordinary_container_gets_no_more_than_before() {
  expect_bounded_engine
  import_image
  # shellcheck disable=SC2064
  trap "docker_limited rmi '$IMAGE' >/dev/null" EXIT
  # Docker's default set (moby, oci/caps/defaults.go, 20.10), which has nothing that a machine is likely to lack.
  assert_equal a80425fb "$(docker_limited run --rm "$IMAGE" /bin/cat /proc/self/status | capabilities_below_38 CapEff)" "container"
}

names=(privileged_container_and_its_exec_hold_all_that_the_machine_has ordinary_container_gets_no_more_than_before)
run_tests "${names[@]}"
