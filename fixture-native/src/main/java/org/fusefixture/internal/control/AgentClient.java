package org.fusefixture.internal.control;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;

/** What an agent tells by itself. Called one after the other; must not block. */
public interface AgentClient {
  /** Most bytes of one call of {@link #output}. */
  int MOST_BYTES = 32 * 1024;

  /** The streams of a command. */
  enum Stream {
    STANDARD_OUTPUT,
    STANDARD_ERROR
  }

  /**
   * A command wrote something; in the order of its output.
   *
   * @param run from {@link CommandService.Command#run()}
   */
  @JsonNotification("command/output")
  void output(int run, Stream stream, byte[] content);

  /**
   * A server process ended without having been asked to.
   *
   * @param mount that it served
   * @param exit how, for example "SIGKILL" or "status 1"
   * @param standardError the last lines that it wrote
   */
  @JsonNotification("mount/serverExited")
  void serverExited(int mount, String exit, String standardError);
}
