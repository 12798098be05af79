# shellcheck shell=bash
# Builds the command line's program and knows its class path. Sourced; depends on log.sh, status.sh, java.sh, maven.sh; reads
# CI_DIRECTORY and PROJECT_ROOT.

readonly LAUNCHER_CLASSES=$CI_DIRECTORY/target/classes
readonly LAUNCHER_CLASS_PATH=$CI_DIRECTORY/target/classpath.txt
readonly LAUNCHER_STAMP=$CI_DIRECTORY/target/launcher.stamp
readonly LAUNCHER_LOG=$CI_DIRECTORY/target/launcher-build.log
readonly LAUNCHER_BUILD_LIMIT_SECONDS=1800
readonly LAUNCHER_MODULES=(fixture-core fixture-native junit-extension sample-fs ci)

# launcher_class_path: prints the program's classes and, behind them, all that it depends on.
launcher_class_path() {
  printf '%s:%s\n' "$LAUNCHER_CLASSES" "$(<"$LAUNCHER_CLASS_PATH")"
}

# launcher_is_fresh: whether the last build is complete and nothing that it was made from has changed since. Folders count as
# well, since a deleted file shows only in the time of its folder.
launcher_is_fresh() {
  local entry entries module sources=("$PROJECT_ROOT/pom.xml" "$PROJECT_ROOT/fixture-native/kernel")
  [[ -f $LAUNCHER_STAMP && -f $LAUNCHER_CLASS_PATH ]] || return 1
  IFS=: read -r -a entries <<<"$(launcher_class_path)"
  for entry in "${entries[@]}"; do
    [[ -e $entry ]] || return 1
  done
  for module in "${LAUNCHER_MODULES[@]}"; do
    sources+=("$PROJECT_ROOT/$module/pom.xml" "$PROJECT_ROOT/$module/src/main")
  done
  [[ -z $(find "${sources[@]}" -newer "$LAUNCHER_STAMP" -print -quit 2>/dev/null) ]]
}

# launcher_build: one build at a time; who waited for another's build takes that one's result.
launcher_build() {
  local lock status=0
  command -v mvn >/dev/null || fail "$STATUS_MISSING" "the program is not built yet, and there is no mvn to build it" \
    "Run ci/setup launcher, or install Maven."
  mkdir -p -- "$CI_DIRECTORY/target"
  exec {lock}>>"$CI_DIRECTORY/target/launcher.lock"
  flock --wait "$LAUNCHER_BUILD_LIMIT_SECONDS" "$lock" ||
    fail "$STATUS_BUSY" "another build has held $CI_DIRECTORY/target/launcher.lock for $LAUNCHER_BUILD_LIMIT_SECONDS s"
  if ! launcher_is_fresh; then
    say "building the program (log in $LAUNCHER_LOG)"
    # Made before the build: a source that changes during it is newer.
    touch -- "$LAUNCHER_STAMP.new"
    maven_run_quietly "$LAUNCHER_LOG" "$LAUNCHER_BUILD_LIMIT_SECONDS" -pl ci -am package -DskipTests \
      dependency:build-classpath -Dmdep.outputFile=target/classpath.txt -DincludeScope=runtime || status=$?
    if ((status != 0)); then
      show_end "$LAUNCHER_LOG"
      fail "$STATUS_INSTALL_FAILED" "the build failed with status $status" "The whole output is in $LAUNCHER_LOG."
    fi
    mv -- "$LAUNCHER_STAMP.new" "$LAUNCHER_STAMP"
  fi
  # Not handed on to the JVM, which would hold the lock as long as it runs.
  exec {lock}>&-
}
