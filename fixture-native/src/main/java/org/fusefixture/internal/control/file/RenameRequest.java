package org.fusefixture.internal.control.file;

import java.util.Objects;

/**
 * renameat2(2).
 *
 * @param flags 0, or 1 RENAME_NOREPLACE, 2 RENAME_EXCHANGE, 4 RENAME_WHITEOUT
 */
public record RenameRequest(int mount, String from, String to, int flags) {
  public RenameRequest {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
  }
}
