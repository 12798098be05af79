package org.fusefixture.internal.sandbox.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.fusefixture.internal.sandbox.AgentTransport;

/** Control through the standard streams of a host shell, which it hands on to what it runs. */
public final class HostShellTransport implements AgentTransport {
  private final HostShell shell;
  private final boolean guest;
  private final Optional<Path> visible;

  private HostShellTransport(HostShell shell, boolean guest, Optional<Path> visible) {
    this.shell = shell;
    this.guest = guest;
    this.visible = visible;
  }

  /**
   * An agent in namespaces of its own.
   *
   * @param visible the directory of visible mounts, if the shell made one
   */
  public static HostShellTransport ofNamespaces(HostShell shell, Optional<Path> visible) {
    return new HostShellTransport(shell, false, visible);
  }

  /**
   * A guest kernel: standard input and output are its serial line, standard error is its console
   * (the kernel's messages and the agent's log).
   */
  public static HostShellTransport ofGuest(HostShell shell) {
    return new HostShellTransport(shell, true, Optional.empty());
  }

  @Override
  public InputStream fromAgent() {
    return shell.process().getInputStream();
  }

  @Override
  public OutputStream toAgent() {
    return shell.process().getOutputStream();
  }

  @Override
  public String description() {
    return (guest ? "process " : "host shell ") + shell.process().pid();
  }

  @Override
  public OptionalLong guestProcess() {
    return guest ? OptionalLong.of(shell.process().pid()) : OptionalLong.empty();
  }

  @Override
  public boolean alive() {
    return shell.alive();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible;
  }

  /** A guest stores nothing, so it is killed rather than asked to power off. */
  @Override
  public void end() {
    if (guest) {
      shell.process().destroyForcibly();
    }
    shell.end();
  }
}
