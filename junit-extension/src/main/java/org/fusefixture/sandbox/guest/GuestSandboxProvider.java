package org.fusefixture.sandbox.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.kernel.GuestOptions;
import org.fusefixture.kernel.PatchedKernel;
import org.fusefixture.sandbox.AgentCommand;
import org.fusefixture.sandbox.ClassPath;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.fusefixture.sandbox.LogTail;
import org.fusefixture.sandbox.Sandbox;
import org.fusefixture.sandbox.SandboxKey;
import org.fusefixture.sandbox.SandboxProvider;
import org.fusefixture.sandbox.archive.AgentClasses;
import org.fusefixture.sandbox.keeper.RuntimeDirectory;

/** Provides isolation PROCESS on the patched kernel. */
public final class GuestSandboxProvider implements SandboxProvider {
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
    PatchedKernel kernel = GuestObstacles.requireKernel();
    String root = RuntimeDirectory.make().toString();
    List<String> arguments = new ArrayList<>(key.kernelArguments());
    // Of the environment of the guest's first process, which mounts a tmpfs there.
    arguments.add("FUSE_FIXTURE_DIR=" + root);
    GuestOptions options = GuestSettings.current().options().withKernelArguments(arguments);
    GuestCommand agent =
        GuestCommand.of(
            AgentCommand.of(
                AgentCommand.currentJava(),
                AgentClasses.archived(ClassPath.current().toString()),
                root));
    LogTail log = new LogTail();
    GuestCarrier guest = GuestCarrier.start(kernel.bootCommand(options, agent.reader()), log);
    return SerialLine.awaitAgent(key, guest, log, agent);
  }
}
