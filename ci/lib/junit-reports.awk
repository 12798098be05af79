# Turns JUnit XML reports, as Surefire and Failsafe write them, into one line per test:
#     outcome TAB module TAB class.name TAB reason of a skip
# Run as   awk -f junit-reports.awk module=NAME FILE... module=NAME FILE...
# A record is what stands between two "<": a tag with its attributes, and the text behind it.

BEGIN { RS = "<" }

FNR == 1 { finish(); in_text = 0 }

# Output of a test may hold anything, tags too; it stands in CDATA sections.
in_text { if (index($0, "]]>")) in_text = 0; next }
/^!\[CDATA\[/ {
  # An assumption that failed has its reason here, in the first line of a stack trace.
  if (after_skipped && reason == "") reason = first_line(substr($0, 9))
  if (!index($0, "]]>")) in_text = 1
  after_skipped = 0
  next
}

/^testcase[ \t\n]/ {
  finish()
  test = attribute("classname") "." attribute("name")
  outcome = "passed"
  # An empty element has no children, and no end tag that could be relied upon either.
}
/^skipped[ \t\n\/>]/ && test != "" && outcome == "passed" { outcome = "skipped"; reason = attribute("message") }
/^(failure|error)[ \t\n\/>]/ && test != "" { outcome = "failed" }
/^\/testcase>/ { finish() }
{ after_skipped = /^skipped[ \t\n>]/ }

END { finish() }

function finish() {
  if (test != "") printf "%s\t%s\t%s\t%s\n", outcome, module, test, reason
  test = reason = outcome = ""
}

function first_line(text) {
  sub(/\n.*/, "", text)
  sub(/\]\]>.*/, "", text)
  sub(/^[A-Za-z0-9_.$]+: /, "", text)
  sub(/^Assumption failed: /, "", text)
  return text
}

function attribute(name,    rest, from) {
  from = index($0, " " name "=\"")
  if (!from) return ""
  rest = substr($0, from + length(name) + 3)
  return unescaped(substr(rest, 1, index(rest, "\"") - 1))
}

function unescaped(text) {
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&#10;|&#13;|&#9;|[\n\t]/, " ", text)
  gsub(/&amp;/, "\\&", text)
  return text
}
