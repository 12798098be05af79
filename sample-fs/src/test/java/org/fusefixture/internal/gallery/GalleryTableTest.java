package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.fusefixture.filesystem.FuseFilesystem;
import org.junit.jupiter.api.Test;

/** The table in docs/gallery.md lists exactly the gallery. */
class GalleryTableTest {
  private static final Path PAGE = Path.of("../docs/gallery.md");
  private static final int LEAST = 25;

  @Test
  void table_lists_exactly_the_gallery() throws IOException {
    List<String> listed =
        Files.readAllLines(PAGE).stream().filter(line -> line.contains("FileSystem` |")).toList();
    assertThat(listed).containsExactlyElementsOf(rows());
  }

  @Test
  void every_place_of_the_table_has_its_address() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      for (String place : member.getAnnotation(Broken.class).seenIn()) {
        assertThat(lines)
            .contains("[" + place + "]: https://github.com/" + place.replace("#", "/issues/"));
      }
    }
  }

  @Test
  void gallery_is_large_and_every_member_says_where_its_bug_was_seen() {
    assertThat(GalleryMembers.broken()).hasSizeGreaterThanOrEqualTo(LEAST);
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      assertThat(member.getAnnotation(Broken.class).seenIn())
          .as(member.getSimpleName())
          .isNotEmpty()
          .allMatch(place -> place.matches("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+#[0-9]+"));
    }
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      Broken broken = member.getAnnotation(Broken.class);
      String seen =
          Arrays.stream(broken.seenIn())
              .map(place -> "[" + place + "]")
              .collect(Collectors.joining(", "));
      rows.add(
          "| `"
              + member.getSimpleName()
              + "` | "
              + broken.bug()
              + " | "
              + broken.verdict()
              + " | "
              + seen
              + " |");
    }
    for (Class<? extends FuseFilesystem> member : GalleryMembers.right()) {
      Unusual unusual = member.getAnnotation(Unusual.class);
      if (unusual != null) {
        rows.add("| `" + member.getSimpleName() + "` | " + unusual.value() + " |");
      }
    }
    return rows;
  }
}
