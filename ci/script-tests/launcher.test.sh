#!/usr/bin/env bash
# ci/fuse-fixture: builds when it must, and hands over to the program. Maven and Java are stand-ins; paths have spaces.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
source "$CI_DIRECTORY/script-tests/fake-jdk.sh"

unset FUSE_FIXTURE_JAVA_OPTIONS

# A checkout whose mvn notes that it was called and makes what the real one would.
prepare_checkout() {
  local module
  CHECKOUT="$PWD/a checkout"
  for module in fixture-core fixture-native junit-extension sample-fs ci; do
    mkdir -p "$CHECKOUT/$module/src/main/java"
    touch "$CHECKOUT/$module/pom.xml"
  done
  touch "$CHECKOUT/pom.xml" "$CHECKOUT/sample-fs/src/main/java/A.java" "$CHECKOUT/dependency.jar"
  cp -r "$CI_DIRECTORY/fuse-fixture" "$CI_DIRECTORY/lib" "$CHECKOUT/ci/"
  find "$CHECKOUT" -exec touch -d '1 hour ago' {} +
  mkdir tools
  cat >tools/mvn <<MVN
#!/bin/sh
echo called >>"$PWD/calls"
echo 'noise on standard output'
[ -z "\$FAKE_MAVEN_STATUS" ] || exit "\$FAKE_MAVEN_STATUS"
mkdir -p ci/target/classes
echo "$CHECKOUT/dependency.jar" >ci/target/classpath.txt
MVN
  chmod +x tools/mvn
  fake_jdk 'a jdk' 17.0.1
  export JAVA_HOME="$PWD/a jdk" PATH="$PWD/tools:$PATH"
  : >calls
}

# launch ARGUMENT...: sets OUTPUT (standard output only) and STATUS.
launch() {
  STATUS=0
  OUTPUT=$("$CHECKOUT/ci/fuse-fixture" "$@" 2>errors </dev/null) || STATUS=$?
}

assert_builds() {
  assert_equal "$1" "$(wc -l <calls)" "number of builds"
}

first_call_builds_and_passes_arguments_and_status_through() {
  prepare_checkout
  FAKE_JAVA_STATUS=9 launch run --filesystem 'mirror=/a b' -- ''
  assert_equal 9 "$STATUS" "status"
  assert_equal "<-XX:TieredStopAtLevel=1>
<-XX:+UseSerialGC>
<--class-path>
<$CHECKOUT/ci/target/classes:$CHECKOUT/dependency.jar>
<org.fusefixture.internal.cli.FuseFixture>
<run>
<--filesystem>
<mirror=/a b>
<-->
<>" "$OUTPUT" "standard output"
  assert_builds 1
}

second_call_does_not_build() {
  prepare_checkout
  launch
  launch
  assert_builds 1
}

changed_source_is_built_again() {
  prepare_checkout
  launch
  touch -d '1 minute' "$CHECKOUT/sample-fs/src/main/java/A.java"
  launch
  assert_builds 2
}

deleted_source_is_built_again() {
  prepare_checkout
  launch
  touch -d '1 minute ago' "$CHECKOUT/ci/target/launcher.stamp"
  rm "$CHECKOUT/sample-fs/src/main/java/A.java"
  launch
  assert_builds 2
}

vanished_dependency_is_built_again() {
  prepare_checkout
  launch
  rm "$CHECKOUT/dependency.jar"
  launch
  assert_builds 2
}

failed_build_ends_with_its_log_and_runs_nothing() {
  prepare_checkout
  FAKE_MAVEN_STATUS=1 launch
  assert_equal '4|' "$STATUS|$OUTPUT" "status and standard output"
  assert_contains 'the build failed with status 1' "$(<errors)" "message"
  assert_contains 'noise on standard output' "$(<errors)" "message"
}

calls_at_the_same_time_build_once() {
  prepare_checkout
  sed -i '2a sleep 0.5' tools/mvn
  "$CHECKOUT/ci/fuse-fixture" first >one 2>&1 &
  "$CHECKOUT/ci/fuse-fixture" second >two 2>&1 &
  wait
  assert_builds 1
  assert_contains '<first>' "$(<one)" "first"
  assert_contains '<second>' "$(<two)" "second"
}

signal_reaches_the_program() {
  prepare_checkout
  launch
  # A program that ends by itself only on SIGTERM, or after the time limit of the test file.
  printf '#!/bin/bash\ntrap "exit 33" TERM\necho ready\nwhile :; do read -r -t 0.1 < <(:) || sleep 0.1; done\n' >"$JAVA_HOME/bin/java"
  "$CHECKOUT/ci/fuse-fixture" >out 2>&1 &
  local pid=$! status=0
  until grep -q ready out; do sleep 0.1; done
  kill -TERM "$pid"
  wait "$pid" || status=$?
  assert_equal 33 "$status" "status"
}

java_without_native_access_warning_is_asked_for_where_it_exists() {
  prepare_checkout
  fake_jdk 'a jdk' 25
  launch
  assert_contains '<--enable-native-access=ALL-UNNAMED>' "$OUTPUT" "options"
}

mapfile -t names < <(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$0" | grep -Ev '^(prepare_checkout|launch|assert_builds)$')
run_tests "${names[@]}"
