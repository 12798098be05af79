#!/usr/bin/env bash
# The summary of JUnit reports: each test counted once, with the reason of a skip.

source "$(dirname -- "$(readlink -f -- "$0")")/harness.sh"
source "$CI_DIRECTORY/lib/test-results.sh"

write_report() {
  mkdir -p "$1"
  cat >"$1/TEST-$2.xml"
}

every_outcome_is_told_from_the_others() {
  write_report 'a b/target/surefire-reports' X <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="X" tests="6" errors="1" skipped="3" failures="1">
  <properties><property name="a" value="1"/></properties>
  <testcase name="passes" classname="X" time="0.1"/>
  <testcase name="prints tags" classname="X"><system-out><![CDATA[<failure/>
<testcase name="none" classname="none"/>]]></system-out></testcase>
  <testcase name="fails" classname="X"><failure message="1 &lt; 0" type="E"><![CDATA[E: <error/>]]></failure></testcase>
  <testcase name="errs" classname="X"><error type="E">E</error></testcase>
  <testcase name="disabled" classname="X"><skipped message="no &quot;Docker&quot; &amp; &lt;engine&gt;"/>
    <system-out><![CDATA[not the reason]]></system-out></testcase>
  <testcase name="assumes" classname="X"><skipped type="T"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no KVM
	at X.assumes(X.java:2)]]></skipped></testcase>
  <testcase name="mute" classname="X"><skipped/><system-out><![CDATA[not the reason]]></system-out></testcase>
</testsuite>
XML
  touch -d '1 hour ago' start
  results_collect . start >results
  assert_equal "passed	a b	X.passes	
passed	a b	X.prints tags	
failed	a b	X.fails	
failed	a b	X.errs	
skipped	a b	X.disabled	no \"Docker\" & <engine>
skipped	a b	X.assumes	no KVM
skipped	a b	X.mute	" "$(<results)" "results"
}

report_of_an_earlier_run_is_left_out() {
  write_report m/target/failsafe-reports Old <<<'<testsuite><testcase name="a" classname="Old"/></testsuite>'
  touch -d '2 hours ago' m/target/failsafe-reports/TEST-Old.xml
  touch -d '1 hour ago' start
  assert_equal '' "$(results_collect . start)" "results"
}

summary_groups_skips_by_reason_and_ends_with_the_totals() {
  printf '%s\t%s\t%s\t%s\n' passed m a '' skipped m b 'no KVM' failed n c '' skipped n d 'no KVM' >results
  local summary
  summary=$(results_summary results)
  assert_contains '   2 x  no KVM' "$summary" "summary"
  assert_contains '    n: c' "$summary" "summary"
  assert_equal 'total: 1 passed, 1 failed, 2 skipped' "${summary##*$'\n'}" "last line"
}

no_result_at_all_counts_as_zero() {
  : >results
  assert_equal 'total: 0 passed, 0 failed, 0 skipped' "$(results_summary results)" "summary"
}

mapfile -t names < <(sed -n 's/^\([a-z_]*_[a-z_]*\)() {$/\1/p' "$0" | grep -v '^write_')
run_tests "${names[@]}"
