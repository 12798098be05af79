package org.fusefixture.sample.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.fault.effect.StorageEffects;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.StorageCommand;
import org.junit.jupiter.api.Test;

/** docs/backing-directory.md says what is so. */
class BackingDocumentTest {
  private static final Path PAGE = Path.of("../docs/backing-directory.md");
  private static final Path EXAMPLE =
      Path.of("src/test/java/org/fusefixture/sample/backing/LedgerIT.java");

  @Test
  void example_isCodeThatTheBuildRuns() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("```java") + "```java".length();
    String example = page.substring(start, page.indexOf("```", start));
    assertThat(example).contains("@FuseTest");
    assertThat(withoutBlanks(Files.readString(EXAMPLE))).contains(withoutBlanks(example));
  }

  @Test
  void everyEffectCommandAndAftermath_isOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(Keywords.family(StorageEffects.class).keySet());
    for (FsyncAftermath aftermath : FsyncAftermath.values()) {
      assertThat(page).contains("`" + aftermath + "`");
    }
    for (StorageCommand command : StorageCommand.values()) {
      String method = Keywords.of(command.name()).replace('_', '-');
      assertThat(withoutBlanks(page).toLowerCase(java.util.Locale.ROOT))
          .contains(method.replace("-", "") + "()");
    }
  }

  @Test
  void everyRuleOfThePage_isOne() throws IOException {
    List<String> rules =
        Pattern.compile("--fault \"(.+?)\"")
            .matcher(Files.readString(PAGE))
            .results()
            .map(rule -> rule.group(1))
            .toList();
    assertThat(rules).isNotEmpty();
    rules.forEach(rule -> assertThat(Rule.parse(rule)).isNotNull());
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("\\s+", "");
  }
}
