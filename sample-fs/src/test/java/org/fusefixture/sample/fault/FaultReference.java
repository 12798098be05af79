package org.fusefixture.sample.fault;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleBuilder;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;

/**
 * The pages docs/faults-reference.md and docs/faults-examples.md, made from the records of effects,
 * conditions, schedules and damages and from their Javadoc. Run it to write them anew.
 */
final class FaultReference {
  static final Path REFERENCE = Path.of("../docs/faults-reference.md");
  static final Path EXAMPLES = Path.of("../docs/faults-examples.md");
  private static final Path SOURCES = Path.of("../fixture-core/src/main/java");
  private static final Path EXAMPLE_SOURCE =
      Path.of("src/test/java/org/fusefixture/sample/fault/FaultExamples.java");
  private static final int WIDTH = 118;
  private static final int MOST_OPERATIONS = 12;

  private FaultReference() {}

  /** Writes both pages; the working directory is that of this module. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(REFERENCE, reference());
    Files.writeString(EXAMPLES, examples());
  }

  static String reference() throws IOException {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Faults: reference

        All triggers, effects and damages. [The guide](faults.md) explains how they work together, [the
        examples](faults-examples.md) show each of them once. Generated from the code by `FaultReference`; do not edit.

        The text of a rule has a field for each; its Java name is the verb of `fs.faults()` and `Rule`.

        ## Effects

        Phases: R `RECEIVED`, D `BEFORE_DISPATCH`, B `BEFORE_REPLY`, A `AFTER_REPLY`; the first is the one without `at`.

        """);
    for (Class<?> type : Keywords.family(FaultEffect.class).values()) {
      Effect effect = example(type);
      page.append(entry(type, phases(effect.phases()) + "; " + operations(effect)));
    }
    page.append("\n## Damages of `corrupt`\n\n");
    appendAll(page, Damage.class);
    page.append("\n## Conditions\n\n");
    appendAll(page, RequestCondition.class);
    page.append("\n## Schedules\n\n");
    appendAll(page, CountingSchedule.class);
    return page.toString();
  }

  static String examples() throws IOException {
    List<String> code = exampleCode();
    if (code.size() != FaultExamples.ALL.size()) {
      throw new IllegalStateException("each example starts with Rule.on, unlike " + code);
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      pairs.add(code.get(i) + "\n// " + FaultExamples.ALL.get(i));
    }
    return """
    # Faults: one example each

    Each pair is one rule: in Java, and below it the text that it prints and that annotations and scenario files
    take. The build runs each of them: `FaultExamplesIT` in `sample-fs` runs it on a mount, where it must hit a
    request. Generated from the code by `FaultReference`; do not edit.

    ```java
    """
        + String.join("\n\n", pairs)
        + "\n```\n";
  }

  private static void appendAll(StringBuilder page, Class<?> family) throws IOException {
    for (Map.Entry<String, Class<?>> member : Keywords.family(family).entrySet()) {
      if (!member.getKey().equals("always")) {
        page.append(entry(member.getValue(), ""));
      }
    }
  }

  /** A paragraph of a list: name, parameters, where it works, what it does. */
  private static String entry(Class<?> type, String where) throws IOException {
    Matcher comment = javadoc(type);
    RecordComponent[] parts = type.getRecordComponents();
    String names =
        Arrays.stream(parts)
            .map(part -> Keywords.of(part.getName()))
            .collect(Collectors.joining(", "));
    String parameters =
        switch (parts.length) {
          case 0 -> "true";
          case 1 -> "<" + names + ">";
          default -> "{" + names + "}";
        };
    List<String> words = new ArrayList<>();
    words.add("- `" + Keywords.of(type.getSimpleName()) + ": " + parameters + "`");
    String brackets = "`" + verb(type) + "()`" + (where.isEmpty() ? "" : "; " + where);
    words.addAll(List.of(("(" + brackets + "):").split(" ")));
    words.addAll(List.of(plain(comment.group(1)).split(" ")));
    for (RecordComponent part : parts) {
      words.add("`" + Keywords.of(part.getName()) + "`:");
      words.addAll(List.of((parameter(comment.group(2), part.getName()) + ".").split(" ")));
    }
    return wrapped(words);
  }

  /** The method of the builder that makes it; of damages, the one of Damage. */
  private static String verb(Class<?> type) {
    String name =
        type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
            + type.getSimpleName().substring(1);
    Class<?> maker = Damage.class.isAssignableFrom(type) ? Damage.class : RuleBuilder.class;
    return Stream.of(name, "path" + type.getSimpleName(), name.replaceAll("[A-Z].*", ""))
        .filter(
            candidate ->
                Arrays.stream(maker.getMethods())
                    .anyMatch(method -> method.getName().equals(candidate)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(maker + " has no verb for " + type));
  }

  /** Group 1 is the text, group 2 the tags. */
  private static Matcher javadoc(Class<?> type) throws IOException {
    Class<?> outermost = type.getNestHost();
    Path file = SOURCES.resolve(outermost.getName().replace('.', '/') + ".java");
    Matcher comment =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/|@param).)*)((?:(?!\\*/).)*)\\*/\\s*(?:public )?record "
                    + type.getSimpleName()
                    + "\\(",
                Pattern.DOTALL)
            .matcher(Files.readString(file));
    if (!comment.find()) {
      throw new IllegalStateException(type + " has no Javadoc in " + file);
    }
    return comment;
  }

  private static String parameter(String tags, String name) {
    Matcher tag =
        Pattern.compile("@param " + name + " ((?:(?!@param).)*)", Pattern.DOTALL).matcher(tags);
    if (!tag.find()) {
      throw new IllegalStateException("@param " + name + " is missing in " + tags);
    }
    return plain(tag.group(1));
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("(?m)^\\s*\\*", "")
        .replaceAll("<p>", "")
        .replaceAll("\\{@(?:code|link|value) (?:[\\w.]*\\.)?#?([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String phases(Set<Phase> phases) {
    return phases.stream()
        .map(
            phase ->
                switch (phase) {
                  case RECEIVED -> "R";
                  case BEFORE_DISPATCH -> "D";
                  case BEFORE_REPLY -> "B";
                  case AFTER_REPLY -> "A";
                })
        .collect(Collectors.joining(" "));
  }

  private static String operations(Effect effect) {
    Set<Opcode> possible = EnumSet.noneOf(Opcode.class);
    Set<Opcode> served = EnumSet.noneOf(Opcode.class);
    Set<Opcode> answered = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (!opcode.isServedBySession()) {
        served.add(opcode);
        if (opcode.hasReply()) {
          answered.add(opcode);
        }
        if (effect.phases().stream().anyMatch(at -> effect.refusal(opcode, at).isEmpty())) {
          possible.add(opcode);
        }
      }
    }
    if (possible.equals(served)) {
      return "all operations";
    }
    if (possible.equals(answered)) {
      return "all operations with a reply";
    }
    return possible.size() <= MOST_OPERATIONS
        ? possible.stream().map(Enum::name).collect(Collectors.joining(", "))
        : possible.size() + " operations, " + possible.iterator().next() + " to " + last(possible);
  }

  private static Opcode last(Set<Opcode> opcodes) {
    return opcodes.stream().reduce((first, second) -> second).orElseThrow();
  }

  private static Effect example(Class<?> type) {
    return FaultExamples.ALL.stream()
        .map(Rule::effect)
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no row in FaultExamples"));
  }

  private static String wrapped(List<String> words) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : words) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append("\n  ");
        column = 2;
      } else if (column > 0 && !word.equals(":")) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.append('\n').toString();
  }

  /** The source of each example, on one line. */
  private static List<String> exampleCode() throws IOException {
    String source = Files.readString(EXAMPLE_SOURCE);
    String list =
        source.substring(source.indexOf("List.of(") + 8, source.indexOf(");\n\n  private"));
    return Stream.of(list.split("(?=\\bRule\\.on)"))
        .map(code -> code.replaceAll("\\s*\\n\\s*", "").strip().replaceAll(",$", ""))
        .filter(code -> !code.isEmpty())
        .toList();
  }
}
