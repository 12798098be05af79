package org.fusefixture.internal.control.mount;

/** What became of the client's pages on their way to the server. */
public enum PageTransfer {
  /** The server saw the bytes of the write, though they were changed before it looked. */
  COPIED,
  /** The server saw the bytes as changed after the write returned: it has the client's pages. */
  ALIASED,
  /** The mode could not be had. */
  REFUSED
}
