package org.fusefixture.sample.greeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/writing-a-filesystem.md shows code that the build runs. */
class GreetingDocumentTest {
  private static final Path PAGE = Path.of("../docs/writing-a-filesystem.md");
  private static final Path CODE = Path.of("src/test/java/org/fusefixture/sample/greeting");

  @ParameterizedTest
  @ValueSource(strings = {"GreetingFileSystem.java", "GreetingIT.java"})
  void page_hasTheWholeClassWithItsImports(String file) throws IOException {
    String code = Files.readString(CODE.resolve(file));
    String imports = code.substring(code.indexOf("import ")).strip();
    assertThat(Files.readString(PAGE)).contains("```java\n" + imports + "\n```");
  }
}
