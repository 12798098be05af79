package org.fusefixture.junit;

import java.util.Arrays;

/** How a file is mapped; read-only and shared where nothing is said. */
public enum MapOption {
  /** PROT_WRITE. */
  WRITABLE,

  /** MAP_PRIVATE: changes stay with the client. */
  PRIVATE;

  boolean isAmong(MapOption... options) {
    return Arrays.asList(options).contains(this);
  }
}
