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
import java.util.Set;
import org.fusefixture.internal.fault.text.FaultSyntaxException;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.text.RecordReader;
import org.fusefixture.internal.fault.text.RecordWriter;
import org.fusefixture.internal.fault.text.TextNode;

/**
 * Faults that belong together, for those who write no Java: a file in YAML 1.2 or JSON.
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
 * @param seed of all that is drawn by its rules; null for the mount's own
 * @param rules in the order in which they are asked; names given are different
 */
public record Scenario(String name, Long seed, List<Rule> rules) {
  private static final List<String> FIELDS = List.of("scenario", "seed", "rules");

  public Scenario {
    Objects.requireNonNull(name, "name");
    rules = List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!rule.name().isEmpty() && !names.add(rule.name())) {
        throw new IllegalArgumentException("two rules are called " + rule.name());
      }
    }
  }

  /**
   * Reads a scenario.
   *
   * @throws FaultSyntaxException with line, column and field
   */
  public static Scenario parse(String text) {
    TextNode whole = TextNode.parse(text);
    Map<String, TextNode> fields = new LinkedHashMap<>(whole.fields());
    for (Map.Entry<String, TextNode> field : fields.entrySet()) {
      if (!FIELDS.contains(field.getKey())) {
        throw field
            .getValue()
            .wrong("a scenario has no such field" + Keywords.suggest(field.getKey(), FIELDS));
      }
    }
    TextNode rulesAt = fields.get("rules");
    if (rulesAt == null) {
      throw whole.wrong("a scenario has a list of rules");
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
          seed == null ? null : RecordReader.read(seed, Long.class),
          rules);
    } catch (FaultSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw rulesAt.wrong(e.getMessage(), e);
    }
  }

  /** Reads a file; what is wrong with its text is told with its name. */
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
    text.append(RecordWriter.field("scenario", name)).append('\n');
    if (seed != null) {
      text.append("seed: ").append(seed).append('\n');
    }
    text.append(rules.isEmpty() ? "rules: []\n" : "rules:\n");
    rules.forEach(rule -> text.append("  - {").append(rule).append("}\n"));
    return text.toString();
  }
}
