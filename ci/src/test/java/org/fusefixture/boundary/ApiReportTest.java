package org.fusefixture.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.util.diff.Delta;
import org.assertj.core.util.diff.DiffUtils;
import org.junit.jupiter.api.Test;

/** Whoever changes the public API sees it in the change of a page below docs/api. */
class ApiReportTest {
  private static final Path FOLDER = Path.of("..", "docs", "api");
  private static final String SUFFIX = ".txt";
  private static final String UPDATE = "fusefixture.api.update";
  private static final String COMMAND =
      "mvn -pl ci -am test -Dtest=ApiReportTest -Dsurefire.failIfNoSpecifiedTests=false -D"
          + UPDATE
          + "=true";

  @Test
  void publicApi_isAsReported() throws IOException {
    Map<String, String> actual = ApiReport.pages(PublicApi.types());
    if (Boolean.getBoolean(UPDATE)) {
      write(actual);
    }
    List<String> changes = changes(read(), actual);
    if (!changes.isEmpty()) {
      fail(
          "The public API is not as docs/api reports it:\n%s\nIf this is meant, renew the report"
              + " and commit it: %s",
          String.join("\n", changes), COMMAND);
    }
  }

  static final class Before {
    public static class Pages {
      public int size() {
        return 0;
      }

      public void close() {}
    }
  }

  static final class After {
    public static class Pages {
      public long size() {
        return 0;
      }

      public void close() {}
    }
  }

  @Test
  void memberThatChanged_isShownAsADifference() {
    String before = ApiReport.describe(Before.Pages.class).replace("Before.", "");
    String after = ApiReport.describe(After.Pages.class).replace("After.", "");

    assertThat(changes(Map.of("pages", before), Map.of("pages", after)))
        .containsExactly("pages:", "-   int size()", "+   long size()");
  }

  @Test
  void typesThatCameAndWent_areShownAsDifferences() {
    assertThat(changes(Map.of("old", "class Old\n"), Map.of("new", "class New\n")))
        .containsExactly("new:", "+ class New", "old:", "- class Old");
  }

  @Test
  void sameText_isNoDifference() {
    assertThat(changes(Map.of("same", "class Same\n"), Map.of("same", "class Same\n"))).isEmpty();
  }

  /** Lines of a difference, each below the name of its page. */
  private static List<String> changes(Map<String, String> reported, Map<String, String> actual) {
    Map<String, String> all = new TreeMap<>(reported);
    all.putAll(actual);
    List<String> changes = new ArrayList<>();
    for (String name : all.keySet()) {
      List<Delta<String>> deltas =
          DiffUtils.diff(lines(reported.get(name)), lines(actual.get(name))).getDeltas();
      if (!deltas.isEmpty()) {
        changes.add(name + ":");
      }
      for (Delta<String> delta : deltas) {
        delta.getOriginal().getLines().forEach(line -> changes.add("- " + line));
        delta.getRevised().getLines().forEach(line -> changes.add("+ " + line));
      }
    }
    return changes;
  }

  private static List<String> lines(String page) {
    return page == null ? List.of() : page.lines().toList();
  }

  private static Map<String, String> read() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    if (!Files.isDirectory(FOLDER)) {
      return pages;
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString();
        pages.put(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
      }
    }
    return pages;
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    for (String gone : read().keySet()) {
      Files.delete(FOLDER.resolve(gone + SUFFIX));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey() + SUFFIX), page.getValue());
    }
  }
}
