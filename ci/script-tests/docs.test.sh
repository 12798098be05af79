#!/usr/bin/env bash
# The site of the documentation can be built from docs/ and mkdocs.yml, without a warning.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"

site_isBuiltWithoutAWarning() {
  command -v mkdocs >/dev/null || skip "no mkdocs on PATH (package mkdocs)"
  mkdocs build --quiet --strict --config-file "$CI_DIRECTORY/../mkdocs.yml" --site-dir "$TEST_DIRECTORY/site"
  [[ -s site/README.html || -s site/index.html ]]
  [[ -s site/faults.html ]]
}

names=(site_isBuiltWithoutAWarning)
run_tests "${names[@]}"
