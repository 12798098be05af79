package org.fusefixture.internal.client;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the server of one mount when pages that a write may have handed over are changed, or are
 * known not to be changed any more: a late access that it holds back may then go on.
 */
final class PageChanges {
  private final AtomicBoolean written = new AtomicBoolean();
  private final Runnable tellServer;

  /**
   * @param tellServer returns when the server knows
   */
  PageChanges(Runnable tellServer) {
    this.tellServer = Objects.requireNonNull(tellServer);
  }

  /** Pages may have gone to the server: by a write, or by write-back. */
  void written() {
    written.set(true);
  }

  /**
   * Pages were changed, or another operation starts; told once for each time that something was
   * written.
   */
  void changed() {
    if (written.getAndSet(false)) {
      tellServer.run();
    }
  }
}
