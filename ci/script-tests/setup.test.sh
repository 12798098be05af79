#!/usr/bin/env bash
# ci/setup: what it refuses and explains, and that it leaves alone what is not its own. Nothing is installed or started here.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
source "$CI_DIRECTORY/script-tests/fake-jdk.sh"

# The settings of the person who runs the tests are not those under test.
unset FUSE_FIXTURE_DOCKER DOCKER_HOST

# A PATH with the machine's ordinary tools, but without Maven, load tests and Docker.
bare_path() {
  local tool
  mkdir tools
  for tool in bash dirname readlink sed grep id stat timeout apt-cache flock unshare setpriv mount; do
    ln -s "$(command -v "$tool")" tools/ || skip "no $tool on PATH"
  done
  printf '%s\n' "$PWD/tools"
}

unknown_argument_is_refused() {
  status_of "$CI_DIRECTORY/setup" everything
  assert_equal 2 "$STATUS" "status"
  assert_contains "unknown argument 'everything'" "$OUTPUT" "message"
}

unknown_value_of_the_docker_switch_is_refused() {
  status_of env FUSE_FIXTURE_DOCKER=perhaps "$CI_DIRECTORY/setup" --check
  assert_equal 2 "$STATUS" "status"
  assert_contains "must be 'on' or 'off' (got 'perhaps')" "$OUTPUT" "message"
}

missing_build_tool_gives_the_command_line_and_status_3() {
  fake_jdk jdk 17
  status_of env PATH="$(bare_path)" JAVA_HOME="$PWD/jdk" FUSE_FIXTURE_DOCKER=off "$CI_DIRECTORY/setup" launcher --check
  assert_equal 3 "$STATUS" "status"
  assert_contains 'missing: mvn (building)' "$OUTPUT" "message"
  assert_contains 'sudo apt-get update && sudo apt-get install --yes --no-install-recommends maven' "$OUTPUT" "message"
}

missing_optional_tool_is_a_warning() {
  fake_jdk jdk 17
  local path
  path=$(bare_path)
  fake_jdk maven 17
  ln -s "$PWD/maven/bin/java" tools/mvn
  status_of env PATH="$path" JAVA_HOME="$PWD/jdk" FUSE_FIXTURE_DOCKER=off "$CI_DIRECTORY/setup" --check
  assert_equal 0 "$STATUS" "status"
  assert_contains 'warning: missing: gcc (' "$OUTPUT" "message"
  assert_contains '; fio (the load test)' "$OUTPUT" "message"
  assert_contains 'ready: JDK 17' "$OUTPUT" "message"
}

engine_of_another_machine_is_not_started() {
  status_of env DOCKER_HOST=tcp://127.0.0.1:1 "$CI_DIRECTORY/setup" launcher --check
  assert_equal 5 "$STATUS" "status"
  assert_contains 'no Docker Engine answers at DOCKER_HOST=tcp://127.0.0.1:1' "$OUTPUT" "message"
}

absent_engine_is_explained_with_the_way_out() {
  status_of env DOCKER_HOST="unix://$PWD/none.sock" "$CI_DIRECTORY/setup" launcher --check
  assert_equal 5 "$STATUS" "status"
  assert_contains "no Docker Engine answers at unix://$PWD/none.sock" "$OUTPUT" "message"
  assert_contains 'FUSE_FIXTURE_DOCKER=off' "$OUTPUT" "message"
}

user_outside_the_group_of_the_socket_is_told_the_group() {
  ((EUID == 0)) || skip "only root can become another user"
  command -v python3 >/dev/null || skip "no python3 to make a socket with"
  python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("docker.sock")'
  chmod 0660 docker.sock
  chmod 0755 .
  # Another user may not be able to read the checkout.
  cp -r "$CI_DIRECTORY/setup" "$CI_DIRECTORY/lib" .
  chmod -R a+rX .
  status_of setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/ DOCKER_HOST="unix://$PWD/docker.sock" ./setup launcher
  assert_equal 5 "$STATUS" "status"
  assert_contains "may not use the Docker socket $PWD/docker.sock" "$OUTPUT" "message"
  assert_contains 'sudo usermod --append --groups root' "$OUTPUT" "message"
}

stop_without_an_own_engine_stops_nothing() {
  ((EUID == 0)) || skip "only root can stop an engine"
  status_of env FUSE_FIXTURE_DOCKER_RUN="$PWD/run" "$CI_DIRECTORY/setup" --stop-docker
  assert_equal 0 "$STATUS" "status"
  assert_contains 'nothing to stop' "$OUTPUT" "message"
}

stop_leaves_a_process_alone_that_got_the_number_of_the_engine() {
  ((EUID == 0)) || skip "only root can stop an engine"
  local bystander
  sleep 60 &
  bystander=$!
  mkdir run
  printf '%d' "$bystander" >run/docker.pid
  status_of env FUSE_FIXTURE_DOCKER_RUN="$PWD/run" "$CI_DIRECTORY/setup" --stop-docker
  kill "$bystander"
  assert_contains 'nothing to stop' "$OUTPUT" "message"
}

capabilities_are_counted_from_the_bounding_set() {
  source "$CI_DIRECTORY/lib/capabilities.sh"
  printf 'CapEff:\t0000000000000000\nCapBnd:\t000001fffeffffff\n' >lacking
  printf 'CapBnd:\t000001ffffffffff\n' >full
  assert_equal 1 "$(missing_capability_count lacking 40)" "without CAP_SYS_RESOURCE"
  assert_equal 0 "$(missing_capability_count full 40)" "with all"
  assert_equal 2 "$(missing_capability_count lacking 41)" "kernel that knows one more"
}

mapfile -t names < <(sed -n 's/^\([a-z_0-9]*\)() {$/\1/p' "$0" | grep -v '^bare_path$')
run_tests "${names[@]}"
