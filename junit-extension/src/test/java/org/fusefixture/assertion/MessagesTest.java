package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message has a class of its own, and a test that names it. */
class MessagesTest {
  private static final String PACKAGE = "java/org/fusefixture/assertion";

  @Test
  void everyMessage_hasATest() throws IOException {
    List<String> messages =
        sources("src/main/")
            .filter(source -> source.contains("BasicErrorMessageFactory"))
            .map(MessagesTest::name)
            .toList();
    List<String> tests = sources("src/test/").toList();

    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(messages)
        .allSatisfy(
            message ->
                assertThat(tests)
                    .anyMatch(
                        test ->
                            test.contains("new " + message + "(")
                                || test.contains(message + "Test ")));
  }

  private static Stream<String> sources(String root) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(root + PACKAGE))) {
      return files.sorted().map(MessagesTest::read).toList().stream();
    }
  }

  private static String name(String source) {
    return source.replaceAll("(?s).*\\bfinal class (\\w+) extends.*", "$1");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
