package org.fusefixture.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.fusefixture.internal.fault.text.FaultSyntaxException;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.text.RecordText;
import org.fusefixture.internal.fault.text.TextNode;

/**
 * Faults that belong together, which can be written without Java, in YAML 1.2 or JSON.
 *
 * <pre>
 *   scenario: worn-disk
 *   seed: 42
 *   rules:
 *     - {name: slow, on: [READ, WRITE], at: BEFORE_DISPATCH, delay: {by: 5ms, jitter: 10ms}}
 *     - name: bad-block
 *       on: WRITE
 *       path: notes
 *       bytes: {from: 8192, to: 12288}
 *       fail: EIO
 * </pre>
 *
 * @param name for reports
 * @param seed decides everything random in its rules; empty for the seed of the mount
 * @param rules in the order in which they are asked; their names differ
 */
public record Scenario(String name, OptionalLong seed, List<Rule> rules) {
  private static final List<String> FIELDS = List.of("scenario", "seed", "rules");

  /**
   * Refuses two rules of one name.
   *
   * @param name as {@link #name()}
   * @param seed as {@link #seed()}
   * @param rules as {@link #rules()}
   */
  public Scenario {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(seed, "seed");
    rules = List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!rule.name().isEmpty() && !names.add(rule.name())) {
        throw new IllegalArgumentException(
            "two rules have the name " + rule.name() + "; give them different names");
      }
    }
  }

  /**
   * Reads a scenario.
   *
   * @param text in YAML or JSON
   * @return the scenario
   * @throws IllegalArgumentException if it cannot be read, with line, column, field and what to
   *     write instead
   */
  public static Scenario parse(String text) {
    TextNode whole = TextNode.parse(text);
    Map<String, TextNode> fields = new LinkedHashMap<>(whole.fields());
    for (Map.Entry<String, TextNode> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        throw field
            .getValue()
            .wrong(
                "unknown field \""
                    + field.getKey()
                    + "\""
                    + Keywords.suggest(field.getKey(), FIELDS));
      }
    }
    TextNode rulesAt = fields.get("rules");
    if (rulesAt == null) {
      throw whole.wrong("a scenario must have a list of rules, as in rules: [...]");
    }
    List<Rule> rules = new ArrayList<>();
    for (TextNode item : rulesAt.items()) {
      rules.add(RuleText.read(item));
    }
    TextNode name = fields.get("scenario");
    TextNode seed = fields.get("seed");
    try {
      return new Scenario(
          name == null ? "" : name.scalar(),
          seed == null ? OptionalLong.empty() : OptionalLong.of(RecordText.read(seed, Long.class)),
          rules);
    } catch (FaultSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw rulesAt.wrong(e.getMessage(), e);
    }
  }

  /**
   * Reads a file.
   *
   * @param file in YAML or JSON, in UTF-8
   * @return the scenario
   * @throws IllegalArgumentException as {@link #parse}, with the name of the file
   * @throws IOException if the file cannot be read
   */
  public static Scenario read(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      return parse(text);
    } catch (FaultSyntaxException e) {
      throw new IllegalArgumentException(file + ", " + e.getMessage(), e);
    }
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(RecordText.field("scenario", name)).append('\n');
    seed.ifPresent(value -> text.append("seed: ").append(value).append('\n'));
    text.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
    rules.forEach(rule -> text.append("  - {").append(rule).append("}\n"));
    return text.toString();
  }
}
