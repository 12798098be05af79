package org.fusefixture.internal.control.mount;

import java.util.Objects;

/**
 * A server process ended.
 *
 * @param mount that it served
 * @param exit how, for example "SIGKILL" or "status 1"
 * @param standardError the last lines that it wrote
 */
public record ServerExit(int mount, String exit, String standardError) {
  public ServerExit {
    Objects.requireNonNull(exit, "exit");
    standardError = standardError == null ? "" : standardError;
  }
}
