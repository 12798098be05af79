package org.fusefixture.internal.sandbox.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.kernel.GuestOptions;
import org.fusefixture.internal.kernel.PatchedKernelProgram;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.AgentTransport;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.SandboxKey;
import org.fusefixture.internal.sandbox.SandboxProvider;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.host.HostShell;
import org.fusefixture.internal.sandbox.host.HostShellTransport;
import org.fusefixture.internal.sandbox.host.RuntimeDirectory;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/** Provides isolation PROCESS on the patched kernel. */
public final class GuestSandboxProvider implements SandboxProvider {
  /** The shell becomes the boot script, which kills all of the guest when it ends. */
  private static final HostShell.Script BOOT_SCRIPT = new HostShell.Script("exec \"$@\"");

  @Override
  public boolean provides(SandboxKey key) {
    return key.isolation() == Isolation.PROCESS && key.kernel() == Kernel.PATCHED;
  }

  @Override
  public Optional<String> obstacle(SandboxKey key) {
    return GuestObstacles.find(key);
  }

  @Override
  public Sandbox start(SandboxKey key) {
    PatchedKernelProgram kernel = GuestObstacles.requireKernel();
    String root = RuntimeDirectory.make().toString();
    List<String> arguments = new ArrayList<>(key.kernelArguments());
    // Of the environment of the guest's first process, which mounts a tmpfs there.
    arguments.add("FUSE_FIXTURE_DIR=" + root);
    GuestOptions options = GuestSettings.current().options().withKernelArguments(arguments);
    GuestCommand agent =
        GuestCommand.of(
            AgentCommand.inGuest(
                AgentCommand.currentJava(),
                AgentClasses.archived(ClassPath.current().toString()),
                root));
    LogTail log = new LogTail();
    AgentTransport guest = boot(kernel.bootCommand(options, agent.reader()), log);
    return SerialLine.awaitAgent(key, guest, log, agent);
  }

  static AgentTransport boot(List<String> bootCommand, LogTail log) {
    return HostShellTransport.ofGuest(
        HostShell.start("fuse-fixture-guest", BOOT_SCRIPT, bootCommand, log));
  }
}
