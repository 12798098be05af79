package org.fusefixture.internal.gallery;

import java.util.EnumSet;
import org.fusefixture.filesystem.TransferMode;
import org.junit.jupiter.api.Tag;

/**
 * The gallery on the patched kernel, where pages of clients are lent to filesystems; one after the
 * other, as that kernel has one CPU.
 */
@Tag("gallery")
@Tag("patched")
@Tag("slow")
class GalleryUserPagesIT extends GallerySuite {
  GalleryUserPagesIT() {
    super(EnumSet.of(TransferMode.SPLICE_USER_PAGES), 1);
  }
}
