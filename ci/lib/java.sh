# shellcheck shell=bash
# Finds a JDK that is new enough. Sourced; depends on log.sh and status.sh.

readonly JAVA_MINIMUM=17

# java_feature_version HOME: prints 17 for a JDK 17; nothing where HOME is no JDK. Reads the `release` file, as starting a
# JVM just to ask would cost more than the rest of the set-up.
java_feature_version() {
  local key value
  [[ -x $1/bin/java && -r $1/release ]] || return 0
  while IFS='=' read -r key value; do
    if [[ $key == JAVA_VERSION ]]; then
      value=${value//\"/}
      value=${value#1.}
      printf '%s\n' "${value%%[!0-9]*}"
    fi
  done <"$1/release"
}

# java_is_usable HOME: whether HOME is a JDK (with a compiler) of at least JAVA_MINIMUM.
java_is_usable() {
  local version
  version=$(java_feature_version "$1")
  [[ -n $version ]] && ((version >= JAVA_MINIMUM)) && [[ -x $1/bin/javac ]]
}

# java_find: prints the home of the JDK to use: JAVA_HOME if set, else the one on PATH, else the newest below /usr/lib/jvm. Fails, printing nothing, when there is none.
java_find() {
  local home best='' best_version=0 version
  if [[ -n ${JAVA_HOME:-} ]]; then
    java_is_usable "$JAVA_HOME" || return 1
    printf "%s\n" "$JAVA_HOME"
    return 0
  fi
  if home=$(command -v javac); then
    home=$(readlink -f -- "$home")
    home=${home%/bin/javac}
    if java_is_usable "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  fi
  for home in /usr/lib/jvm/*; do
    [[ -L $home ]] && continue
    java_is_usable "$home" || continue
    version=$(java_feature_version "$home")
    if ((version > best_version)); then
      best=$home best_version=$version
    fi
  done
  [[ -n $best ]] && printf '%s\n' "$best"
}

# java_check_home: ends the script when the user chose a JAVA_HOME that is unfit; it is never replaced behind their back.
java_check_home() {
  local version fault
  [[ -n ${JAVA_HOME:-} ]] && ! java_is_usable "$JAVA_HOME" || return 0
  version=$(java_feature_version "$JAVA_HOME")
  if [[ -z $version ]]; then
    fault="is no JDK"
  elif ((version < JAVA_MINIMUM)); then
    fault="is Java $version"
  else
    fault="is a Java $version without the compiler javac"
  fi
  fail "$STATUS_MISSING" "JAVA_HOME=$JAVA_HOME $fault; a JDK $JAVA_MINIMUM or newer is needed" \
    "Point JAVA_HOME at such a JDK, or unset it to let the scripts find or install one."
}

# java_use: exports JAVA_HOME and puts its programs first on PATH; ends the script when there is no JDK.
java_use() {
  java_check_home
  JAVA_HOME=$(java_find) ||
    fail "$STATUS_MISSING" "no JDK $JAVA_MINIMUM or newer on PATH or below /usr/lib/jvm" "Run ci/setup, or set JAVA_HOME."
  export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
}
