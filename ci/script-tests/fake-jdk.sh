# shellcheck shell=bash
# Makes a folder that looks like a JDK. Sourced by tests.

# fake_jdk DIRECTORY VERSION [jre]: its java prints its arguments, one a line in angle brackets, and exits with FAKE_JAVA_STATUS.
fake_jdk() {
  mkdir -p "$1/bin"
  printf 'IMPLEMENTOR="Fake"\nJAVA_VERSION="%s"\n' "$2" >"$1/release"
  printf '#!/bin/sh\nfor a; do echo "<$a>"; done\nexit "${FAKE_JAVA_STATUS:-0}"\n' >"$1/bin/java"
  chmod +x "$1/bin/java"
  [[ ${3:-} == jre ]] || cp "$1/bin/java" "$1/bin/javac"
}
