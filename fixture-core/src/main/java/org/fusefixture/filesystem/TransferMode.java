package org.fusefixture.filesystem;

/** How the payload of a WRITE reaches the server. */
public enum TransferMode {
  /** read(2) into the server's buffer. */
  COPY,

  /**
   * splice(2) into a pipe: pages of the page cache are aliased, user pages of direct I/O are copied
   * by the kernel.
   */
  SPLICE,

  /**
   * splice(2) with {@link org.fusefixture.protocol.InitFlag#SPLICE_READ_USER_PAGES} negotiated: the
   * user pages of direct I/O are aliased too.
   */
  SPLICE_USER_PAGES;

  /** {@return whether payloads come through a pipe} */
  public boolean splices() {
    return this != COPY;
  }
}
