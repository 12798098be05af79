#!/usr/bin/env bash
# Every shell script of the project passes shellcheck, and has the habits that shellcheck does not know of.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"

# Shell scripts by their first line or their name, below ci/ and .ci/ (not in target/ and src/).
scripts() {
  local file first
  while IFS= read -r file; do
    IFS= read -r first <"$file" || true
    [[ $file == *.sh || $first == '#!'*sh ]] && printf '%s\n' "$file"
  done < <(find "$CI_DIRECTORY" "$CI_DIRECTORY/../.ci" \( -name target -o -name src \) -prune -o -type f -print)
  return 0
}

shellcheck_finds_nothing() {
  command -v shellcheck >/dev/null || skip "no shellcheck on PATH (package shellcheck)"
  mapfile -t files < <(scripts)
  ((${#files[@]} >= 20))
  shellcheck --external-sources "${files[@]}"
}

entry_scripts_are_executable_and_explain_themselves() {
  local script
  for script in setup test demo script-tests/run runtime/oci-runtime-bounded; do
    status_of "$CI_DIRECTORY/$script" --help
    assert_equal 0 "$STATUS" "status of $script --help"
    [[ $script == runtime/* ]] || assert_contains "Usage: ci/$script" "$OUTPUT" "$script --help"
  done
}

names=(shellcheck_finds_nothing entry_scripts_are_executable_and_explain_themselves)
run_tests "${names[@]}"
