#!/usr/bin/env bash
# The choice of the JDK.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
source "$CI_DIRECTORY/script-tests/fake-jdk.sh"
for library in log status java; do source "$CI_DIRECTORY/lib/$library.sh"; done

version_is_read_from_the_release_file() {
  local version
  for version in 17.0.15 21 25-ea 1.8.0_402; do
    fake_jdk "jdk $version" "$version"
  done
  assert_equal 17 "$(java_feature_version 'jdk 17.0.15')" "17.0.15"
  assert_equal 21 "$(java_feature_version 'jdk 21')" "21"
  assert_equal 25 "$(java_feature_version 'jdk 25-ea')" "25-ea"
  assert_equal 8 "$(java_feature_version 'jdk 1.8.0_402')" "1.8.0_402"
  assert_equal '' "$(java_feature_version /nowhere)" "no JDK"
}

java_home_is_taken_before_the_path() {
  fake_jdk 'my jdk' 21.0.1
  assert_equal "$PWD/my jdk" "$(JAVA_HOME="$PWD/my jdk" java_find)" "home"
}

old_java_home_is_refused_with_its_version() {
  fake_jdk old 11.0.2
  (JAVA_HOME=$PWD/old java_use) >message 2>&1 && return 1
  assert_contains "JAVA_HOME=$PWD/old is Java 11; a JDK 17 or newer is needed" "$(<message)" "message"
}

java_home_without_compiler_is_refused() {
  fake_jdk jre 21 jre
  (JAVA_HOME=$PWD/jre java_use) >message 2>&1 && return 1
  assert_contains "without the compiler javac" "$(<message)" "message"
}

java_home_that_is_no_jdk_is_refused() {
  (JAVA_HOME=$PWD/none java_use) >message 2>&1 && return 1
  assert_contains "JAVA_HOME=$PWD/none is no JDK" "$(<message)" "message"
}

javac_on_the_path_is_followed_to_its_home() {
  fake_jdk real 22.0.1
  mkdir bin
  ln -s "$PWD/real/bin/javac" bin/javac
  unset JAVA_HOME
  assert_equal "$PWD/real" "$(PATH="$PWD/bin:$PATH" java_find)" "home"
}

mapfile -t names < <(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$0")
run_tests "${names[@]}"
