package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.Scenario;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;
import org.junit.jupiter.api.Test;

/** The pages on faults in docs/ describe what the code does. */
class FaultDocumentTest {
  private static final Path GUIDE = Path.of("../docs/faults.md");
  private static final Path EXAMPLES = Path.of("../docs/faults-examples.md");
  private static final Path REFERENCE = Path.of("../docs/faults-reference.md");
  private static final Path SOURCE =
      Path.of("src/test/java/org/fusefixture/sample/fault/FaultExamples.java");
  private static final Pattern ROW = Pattern.compile("(?m)^(Rule\\..+)\\n// (.+)$");

  @Test
  void everyExample_isCodeThatMakesTheRuleBelowIt() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(EXAMPLES)).results().toList();
    String source = withoutBlanks(Files.readString(SOURCE));
    assertThat(rows.stream().map(row -> row.group(2)))
        .as("the texts of the rows are what the rules print")
        .containsExactlyElementsOf(FaultExamples.ALL.stream().map(Rule::toString).toList());
    int at = 0;
    for (MatchResult row : rows) {
      int next = source.indexOf(withoutBlanks(row.group(1)), at);
      assertThat(next).as("in the source, in this order: %s", row.group(1)).isNotNegative();
      at = next + 1;
    }
    for (Rule rule : FaultExamples.ALL) {
      assertThat(Rule.parse(rule.toString())).isEqualTo(rule);
    }
  }

  @Test
  void examples_leaveNothingOut() {
    Set<String> seen = new TreeSet<>();
    FaultExamples.ALL.forEach(
        rule ->
            Pattern.compile("([a-z-]+):")
                .matcher(rule.toString())
                .results()
                .forEach(found -> seen.add(found.group(1))));
    Set<String> all = new TreeSet<>();
    Stream.of(FaultEffect.class, RequestCondition.class, CountingSchedule.class, Damage.class)
        .forEach(family -> all.addAll(Keywords.family(family).keySet()));
    all.remove("always");
    assertThat(seen).containsAll(all);
  }

  @Test
  void everyEffectAndTrigger_hasItsRowInTheReference() throws IOException {
    String page = Files.readString(REFERENCE);
    Stream.of(FaultEffect.class, RequestCondition.class, CountingSchedule.class, Damage.class)
        .flatMap(family -> Keywords.family(family).keySet().stream())
        .filter(keyword -> !keyword.equals("always"))
        .forEach(keyword -> assertThat(page).contains("`" + keyword + ":"));
  }

  @Test
  void scenarioOfThePage_isOne() throws IOException {
    String page = Files.readString(GUIDE);
    int start = page.indexOf("```yaml") + "```yaml".length();
    assertThat(Scenario.parse(page.substring(start, page.indexOf("```", start))).rules())
        .hasSize(2);
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }
}
