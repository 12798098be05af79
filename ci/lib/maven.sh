# shellcheck shell=bash
# Runs Maven within a time limit, ended together with the script. Sourced; depends on log.sh, java.sh.

# maven_run LIMIT_SECONDS ARGUMENT...: Maven in the project's root, its status as the result. It runs in the background and is
# waited for, as bash would put off a signal until a program in the foreground has ended.
maven_run() {
  local limit=$1 pid status=0
  shift
  # --foreground: otherwise timeout(1) would leave the terminal's process group, and Ctrl-C not reach Maven.
  (cd -- "$PROJECT_ROOT" && exec timeout --foreground --kill-after=60 "$limit" mvn --batch-mode "$@") </dev/null &
  pid=$!
  trap 'kill -TERM "$pid" 2>/dev/null || true; wait "$pid"; exit 143' TERM
  trap 'kill -TERM "$pid" 2>/dev/null || true; wait "$pid"; exit 130' INT
  wait "$pid" || status=$?
  trap - TERM INT
  ((status != 124)) || warn "Maven was stopped: not finished after $limit s"
  return "$status"
}

# maven_run_quietly LOG LIMIT_SECONDS ARGUMENT...: the same, with all output in LOG and only the progress shown.
maven_run_quietly() {
  local log=$1 output reader status=0
  shift
  exec {output}> >(maven_progress "$log")
  reader=$!
  maven_run "$@" >&"$output" 2>&1 {output}>&- || status=$?
  exec {output}>&-
  wait "$reader" # what it shows must not mix with what the script prints next
  ((status != 124)) || warn "Maven was stopped: not finished after $1 s"
  return "$status"
}

# maven_progress LOG: reads Maven's output, keeps all of it in LOG, and shows which module is built, which test class runs
# and how it ended, errors, and how many files were fetched.
maven_progress() {
  local line words fetched=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >&3
    case $line in
      '[INFO] Building jar'*) ;;
      '[INFO] Building '*' '*)
        read -r -a words <<<"${line#'[INFO] '}"
        say "${words[*]}"
        ;;
      '[INFO] Running '*) say "  running ${line#'[INFO] Running '}" ;;
      *'Tests run: '*'in '*) say "  ${line#*] }" ;;
      '[ERROR] '*'[Help '* | '[ERROR] To see the full stack'* | '[ERROR] Re-run Maven'* | '[ERROR] For more information'*) ;;
      '[ERROR] After correcting'* | '[ERROR]   mvn <args>'*) ;;
      '[ERROR] '?*) say "${line#'[ERROR] '}" ;;
      *'Downloaded from '*)
        fetched=$((fetched + 1))
        ((fetched % 100)) || say "  fetched $fetched files into Maven's local repository"
        ;;
    esac
  done 3>"$1"
}
