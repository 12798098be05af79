package org.fusefixture.internal.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/writing-a-filesystem.md lists the checks. */
class CheckListTest {
  private static final Path PAGE = Path.of("../docs/writing-a-filesystem.md");

  @Test
  void page_listsEveryCheck_inOrder() throws IOException {
    List<String> listed =
        Pattern.compile("^\\| ([a-z ]+) \\| [^|]+ \\|$", Pattern.MULTILINE)
            .matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1))
            .filter(name -> !name.equals("check") && !name.equals("implement"))
            .toList();
    List<String> checks = Exercise.checks().stream().map(Check::name).toList();
    assertThat(listed).isEqualTo(checks);
  }
}
