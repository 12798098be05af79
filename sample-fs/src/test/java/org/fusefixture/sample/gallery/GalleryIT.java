package org.fusefixture.sample.gallery;

import java.util.stream.Stream;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.Arguments;

/** The gallery on the kernel of the host. */
@Tag("gallery")
@Tag("host")
class GalleryIT extends GallerySuite {
  static Stream<Arguments> broken() {
    return broken(TransferMode.COPY, TransferMode.SPLICE);
  }

  static Stream<Arguments> right() {
    return right(TransferMode.COPY, TransferMode.SPLICE);
  }
}
