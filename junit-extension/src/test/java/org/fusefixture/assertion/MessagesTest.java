package org.fusefixture.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every message is named in the test of its family. */
class MessagesTest {
  private static final String PACKAGE = "java/org/fusefixture/assertion/";
  private static final Pattern MESSAGE = Pattern.compile("static Message (\\w+)\\(");

  @Test
  void everyMessage_hasATest() throws IOException {
    int found = 0;
    for (String family : families()) {
      List<String> messages =
          MESSAGE
              .matcher(read("src/main/" + PACKAGE + family + ".java"))
              .results()
              .map((MatchResult match) -> match.group(1))
              .toList();
      found += messages.size();
      assertThat(read("src/test/" + PACKAGE + family + "Test.java")).contains(messages);
    }
    assertThat(found).isGreaterThan(20);
  }

  private static List<String> families() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/" + PACKAGE))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("Messages.java"))
          .map(name -> name.replace(".java", ""))
          .toList();
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
