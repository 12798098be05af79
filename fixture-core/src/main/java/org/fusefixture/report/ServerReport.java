package org.fusefixture.report;

import java.util.List;
import java.util.Objects;

/**
 * What is known of a mount's server process. When it is gone, session and failures are what it told
 * last.
 *
 * @param alive whether the process runs
 * @param exit how it ended, for example "SIGKILL"; empty while it runs
 * @param session what the session saw
 * @param aborts each abort of the connection by the agent, with its reason
 * @param standardError the last lines that the server wrote to its standard error
 */
public record ServerReport(
    boolean alive,
    String exit,
    SessionReport session,
    List<AbortReport> aborts,
    String standardError) {
  /**
   * Takes null for nothing, except for the session.
   *
   * @param alive as {@link #alive()}
   * @param exit as {@link #exit()}
   * @param session as {@link #session()}
   * @param aborts as {@link #aborts()}
   * @param standardError as {@link #standardError()}
   */
  public ServerReport {
    Objects.requireNonNull(session, "session");
    aborts = aborts == null ? List.of() : List.copyOf(aborts);
    exit = exit == null ? "" : exit;
    standardError = standardError == null ? "" : standardError;
  }
}
