package org.fusefixture.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/protocol-rules.md against the rules. Run with {@code -Dfusefixture.docs.update=true}
 * to write the page anew.
 */
class ProtocolRulesPageTest {
  private static final Path PAGE = Path.of("../docs/protocol-rules.md");

  @Test
  void page_isMadeOfTheRules() throws IOException {
    if (Boolean.getBoolean("fusefixture.docs.update")) {
      Files.writeString(PAGE, page());
    }

    assertThat(PAGE).hasContent(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Protocol rules

            This page lists what is checked of each reply of a filesystem before the kernel gets it. A reply that breaks a rule
            fails the test with `MountBreach.PROTOCOL`: [the guard](trace-and-report.md#the-guard) names the rule, the request,
            what was found and where the kernel relies on the rule. `@Tolerates(PROTOCOL)` permits it. Made from `ReplyRule` by
            `ProtocolRulesPageTest`; do not edit.

            The reply is judged as the filesystem gave it, before a fault changes it. The first 100 violations of a mount are kept
            whole, the others are counted by rule. Generations and types are compared with what the filesystem told of an inode
            that the kernel still holds; of more than 1,048,576 inodes at a time the later ones are not compared.

            *Refused* means that the kernel takes no such message: write(2) on the device fails, with EINVAL or ENOENT. All others
            it takes, and the caller gets EIO or something wrong. Kernel sources are those of Linux 6.12 unless a line says more.

            """);
    String family = "";
    for (ReplyRule rule : ReplyRule.values()) {
      String now = rule.id().substring(0, rule.id().indexOf('.'));
      if (!now.equals(family)) {
        page.append(family.isEmpty() ? "" : "\n").append("## ").append(now).append("\n\n");
        family = now;
      }
      page.append("- `").append(rule.id()).append("`: ").append(rule.claim());
      page.append(rule.effect() == ReplyRule.Effect.REFUSED ? " *Refused.*\n" : "\n");
      page.append("  ").append(rule.source()).append('\n');
    }
    return page.toString();
  }
}
