#!/usr/bin/env bash
# The runtime wrapper: what it removes, what it leaves alone, and what it hands to runc.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
readonly WRAPPER=$CI_DIRECTORY/runtime/oci-runtime-bounded
# shellcheck source=../runtime/oci-runtime-bounded
source "$WRAPPER"

# All 41 capabilities without number 24, as /proc/self/status shows them.
readonly WITHOUT_SYS_RESOURCE=000001fffeffffff

full_mask_removes_nothing() {
  absent_capabilities 000001ffffffffff
  assert_equal 0 "${#ABSENT[@]}" "absent capabilities"
}

mask_without_a_bit_names_the_capability() {
  absent_capabilities "$WITHOUT_SYS_RESOURCE"
  assert_equal CAP_SYS_RESOURCE "${ABSENT[*]}" "absent capabilities"
}

names_agree_with_the_c_header() {
  local header=/usr/include/linux/capability.h name number
  [[ -r $header ]] || skip "no $header (package linux-libc-dev)"
  while read -r _ name number; do
    assert_equal "$name" "${CAPABILITY_NAMES[number]:-none}" "capability $number"
  done < <(grep -E '^#define CAP_[A-Z_]+[[:space:]]+[0-9]+$' "$header")
}

bounding_set_is_read_from_the_status_file() {
  printf 'Name:\tx\nCapEff:\t0000000000000000\nCapBnd:\t000001fffeffffff\nCapAmb:\t0000000000000000\n' >status
  bounding_set status
  assert_equal 000001fffeffffff "$BOUNDING_SET" "bounding set"
}

status_file_without_a_bounding_set_is_refused() {
  printf 'Name:\tx\n' >status
  ! bounding_set status
}

config_json_loses_the_capability_in_every_set_and_nothing_else() {
  local before after
  before='{"ociVersion":"1.0.2","process":{"args":["sh","-c","echo CAP_SYS_RESOURCE"],"env":["A=\"capabilities\":{\"CAP_SYS_RESOURCE\"}"],'
  before+='"capabilities":{"bounding":["CAP_CHOWN","CAP_SYS_RESOURCE","CAP_KILL"],"effective":["CAP_SYS_RESOURCE"],'
  before+='"inheritable":["CAP_SYS_RESOURCE","CAP_KILL"],"permitted":["CAP_KILL","CAP_SYS_RESOURCE"],"ambient":[]},'
  before+='"rlimits":[{"type":"RLIMIT_NOFILE","hard":18446744073709551615,"soft":9007199254740993}]},"hostname":"CAP_SYS_RESOURCE"}'
  after=${before//'"CAP_CHOWN","CAP_SYS_RESOURCE","CAP_KILL"'/'"CAP_CHOWN","CAP_KILL"'}
  after=${after//'"effective":["CAP_SYS_RESOURCE"]'/'"effective":[]'}
  after=${after//'["CAP_SYS_RESOURCE","CAP_KILL"]'/'["CAP_KILL"]'}
  after=${after//'["CAP_KILL","CAP_SYS_RESOURCE"]'/'["CAP_KILL"]'}
  bounded_json "$before" CAP_SYS_RESOURCE
  assert_equal "$after" "$BOUNDED" "config.json"
  assert_equal CAP_SYS_RESOURCE "${REMOVED[*]}" "removed"
}

several_capabilities_are_removed_wherever_they_stand() {
  bounded_json '{"capabilities": {"bounding": [ "CAP_BPF", "CAP_CHOWN",
     "CAP_PERFMON" ]}, "x": "a & b \\1"}' CAP_BPF CAP_PERFMON CAP_SYSLOG
  assert_equal '{"capabilities":{"bounding":["CAP_CHOWN"]}, "x": "a & b \\1"}' "$BOUNDED" "process.json"
  assert_equal 'CAP_BPF CAP_PERFMON' "${REMOVED[*]}" "removed"
}

json_without_capabilities_is_left_as_it_is() {
  local json
  for json in '{"args":["CAP_SYS_RESOURCE"]}' '{"capabilities":null}' '{"capabilities":{}}' ''; do
    bounded_json "$json" CAP_SYS_RESOURCE
    assert_equal "$json" "$BOUNDED" "json"
    assert_equal 0 "${#REMOVED[@]}" "removed"
  done
}

create_as_containerd_calls_it_names_the_config_of_the_bundle() {
  parse_arguments --root /run/r --log /b/log.json --log-format json --systemd-cgroup create --bundle '/b c' \
    --pid-file /b/init.pid --console-socket /s 0123456789abcdef
  assert_equal 'create|/b c/config.json|create 0123456789ab' "$ACTION|$FILE|$SUBJECT" "arguments"
}

exec_as_containerd_calls_it_names_the_process_file() {
  parse_arguments --root /run/r --log=/l --log-format=json exec --process /tmp/p --detach --pid-file /x abc
  assert_equal 'exec|/tmp/p' "$ACTION|$FILE" "arguments"
}

program_of_an_exec_is_not_searched_for_options() {
  parse_arguments exec abc program --process /etc/passwd
  assert_equal 'exec|' "$ACTION|$FILE" "arguments"
}

other_actions_read_no_file() {
  local action
  for action in start kill delete state list ps events; do
    parse_arguments --root /run/r "$action" abc
    assert_equal "$action|" "$ACTION|$FILE" "arguments"
  done
}

option_without_its_value_is_left_to_runc() {
  parse_arguments create --bundle
  assert_equal create "$ACTION" "action"
}

wrapper_becomes_runc_with_the_same_arguments_and_status() {
  mkdir bundle
  printf '{"process":{"capabilities":{"bounding":["CAP_KILL"]}}}' >bundle/config.json
  printf '#!/bin/sh\nfor a; do printf "<%%s>" "$a"; done\nexit 42\n' >runc
  chmod +x runc
  status_of env FUSE_FIXTURE_RUNC="$PWD/runc" FUSE_FIXTURE_RUNTIME_LOG="$PWD/log" "$WRAPPER" --root '/a b' create --bundle bundle id
  assert_equal 42 "$STATUS" "status"
  assert_equal '<--root></a b><create><--bundle><bundle><id>' "$OUTPUT" "arguments of runc"
}

capability_dropped_from_the_bounding_set_is_removed_and_logged() {
  local dropped=CAP_SYS_TIME
  ((EUID == 0)) || skip "only root can drop a capability from the bounding set"
  printf '{"capabilities":{"bounding":["CAP_KILL","%s"]}}' "$dropped" >process.json
  status_of setpriv --bounding-set=-sys_time env FUSE_FIXTURE_RUNC=true FUSE_FIXTURE_RUNTIME_LOG="$PWD/log" \
    "$WRAPPER" exec --process process.json id
  assert_equal '0|' "$STATUS|$OUTPUT" "status and output"
  assert_equal '{"capabilities":{"bounding":["CAP_KILL"]}}' "$(<process.json)" "process.json"
  assert_contains "exec id: removed $dropped" "$(<log)" "log"
}

missing_runc_is_named() {
  status_of env FUSE_FIXTURE_RUNC=no-such-runtime "$WRAPPER" state id
  assert_equal 127 "$STATUS" "status"
  assert_contains 'no runtime "no-such-runtime"' "$OUTPUT" "message"
}

mapfile -t names < <(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$0")
run_tests "${names[@]}"
