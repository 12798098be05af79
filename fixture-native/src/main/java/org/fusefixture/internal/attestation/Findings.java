package org.fusefixture.internal.attestation;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.MountService.PageTransfer;

/** Puts into words what a mode does not promise. */
final class Findings {
  private Findings() {}

  /**
   * @param capable whether the server had CAP_SYS_ADMIN when it answered INIT
   * @param direct what became of the pages of direct writes
   * @param refused whether late accesses were refused
   * @return empty, or text that ends where other text can follow
   */
  static String describe(TransferMode mode, boolean capable, PageTransfer direct, boolean refused) {
    boolean userPages = mode == TransferMode.SPLICE_USER_PAGES;
    StringBuilder text = new StringBuilder();
    if (userPages && direct == PageTransfer.COPIED) {
      text.append("FUSE_SPLICE_READ_USER_PAGES (bit 43) was offered and agreed on, ");
      text.append(
          capable
              ? "but user pages are copied: the kernel means something else by the bit; "
              : "but user pages are copied, as the server had no CAP_SYS_ADMIN at INIT; ");
    }
    if (!userPages && direct == PageTransfer.ALIASED) {
      text.append("user pages are lent to a server that did not ask for them, ");
      text.append("as with fuse.force_user_pages=1; ");
    }
    if (refused) {
      text.append("the kernel refused to show them after the reply (ESTALE); ");
    }
    return text.toString();
  }
}
