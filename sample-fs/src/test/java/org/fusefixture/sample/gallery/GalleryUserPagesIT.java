package org.fusefixture.sample.gallery;

import java.util.stream.Stream;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;

/** The gallery on the patched kernel, where pages of clients are lent to filesystems. */
@Tag("gallery")
@Tag("patched")
@Tag("slow")
class GalleryUserPagesIT extends GallerySuite {
  static Stream<Arguments> broken() {
    return broken(TransferMode.SPLICE_USER_PAGES);
  }

  static Stream<Arguments> right() {
    return right(TransferMode.SPLICE_USER_PAGES);
  }
}
