# shellcheck shell=bash
# Collects the outcome of tests and sums it up. Sourced; depends on nothing; reads CI_DIRECTORY.
#
# A results file has one line per test: outcome (passed, failed, skipped), group, test, reason of a skip; divided by tabs.

# results_collect ROOT STAMP: prints the results of all JUnit reports below ROOT's modules that are newer than the file STAMP.
results_collect() {
  local directory module arguments=() report
  for directory in "$1"/*/target/{surefire,failsafe}-reports; do
    [[ -d $directory ]] || continue
    module=${directory#"$1/"}
    arguments+=("module=${module%%/*}")
    while IFS= read -r -d '' report; do
      arguments+=("$report")
    done < <(find "$directory" -maxdepth 1 -name 'TEST-*.xml' -newer "$2" -print0 | sort --zero-terminated)
  done
  # Without a file, awk would wait for standard input.
  awk -f "$CI_DIRECTORY/lib/junit-reports.awk" "${arguments[@]}" /dev/null
}

# results_count FILE OUTCOME
results_count() {
  grep --count "^$2"$'\t' -- "$1" || true
}

# results_summary FILE: prints a line per group, the failed tests, the reasons of skips with how many tests each held back, and
# the totals.
results_summary() {
  local reason_limit=20
  awk -F '\t' '
    { if (!($2 in seen)) { seen[$2] = 1; groups[++n] = $2 } count[$2, $1]++ }
    END {
      for (i = 1; i <= n; i++)
        printf "  %-34s %5d passed %4d failed %4d skipped\n", groups[i], count[groups[i], "passed"], count[groups[i], "failed"], count[groups[i], "skipped"]
    }' "$1"
  if (($(results_count "$1" failed) > 0)); then
    printf '  failed:\n'
    awk -F '\t' '$1 == "failed" { printf "    %s: %s\n", $2, $3 }' "$1"
  fi
  if (($(results_count "$1" skipped) > 0)); then
    printf '  skipped:\n'
    awk -F '\t' '$1 == "skipped" { count[$4 == "" ? "no reason given" : $4]++ }
      END { for (reason in count) printf "    %4d x  %s\n", count[reason], reason }' "$1" | sort --reverse --numeric-sort |
      sed -n "1,${reason_limit}p"
  fi
  printf 'total: %d passed, %d failed, %d skipped\n' "$(results_count "$1" passed)" "$(results_count "$1" failed)" \
    "$(results_count "$1" skipped)"
}
