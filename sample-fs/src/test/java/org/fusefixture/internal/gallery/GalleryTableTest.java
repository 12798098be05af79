package org.fusefixture.internal.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.fusefixture.filesystem.FuseFilesystem;
import org.junit.jupiter.api.Test;

/** The page of the gallery is that of its members. If this fails, run {@link GalleryPage}. */
class GalleryTableTest {
  private static final int LEAST = 25;

  @Test
  void page_is_that_of_the_members() throws IOException {
    assertThat(Files.readString(GalleryPage.PAGE))
        .as("%s; run GalleryPage", GalleryPage.PAGE)
        .isEqualTo(GalleryPage.page(GalleryPage.shown()));
  }

  @Test
  void page_shows_the_verdicts_that_are_drawn() throws IOException {
    assertThat(GalleryPage.shown().keySet())
        .containsExactlyElementsOf(FiveVerdictsIT.drawn().map(Class::getSimpleName).toList());
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
}
