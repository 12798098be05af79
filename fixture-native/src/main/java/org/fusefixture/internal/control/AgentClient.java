package org.fusefixture.internal.control;

import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.fusefixture.internal.control.command.OutputChunk;
import org.fusefixture.internal.control.mount.ServerExit;

/** What an agent tells by itself. Called one after the other; must not block. */
public interface AgentClient {
  /** A command wrote something. */
  @JsonNotification("command/output")
  void output(OutputChunk chunk);

  /** A server process ended without having been asked to. */
  @JsonNotification("mount/serverExited")
  void serverExited(ServerExit exit);
}
