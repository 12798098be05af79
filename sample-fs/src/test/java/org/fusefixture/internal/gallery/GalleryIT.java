package org.fusefixture.internal.gallery;

import java.util.EnumSet;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Tag;

/**
 * The gallery on the kernel of the host: three filesystems at once, so that two cores have enough
 * to do while one of them waits for a time limit.
 */
@Tag("gallery")
@Tag("host")
class GalleryIT extends GallerySuite {
  GalleryIT() {
    super(EnumSet.of(TransferMode.COPY, TransferMode.SPLICE), 3);
  }
}
