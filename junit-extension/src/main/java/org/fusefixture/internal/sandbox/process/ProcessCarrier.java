package org.fusefixture.internal.sandbox.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.sandbox.AgentCommand;
import org.fusefixture.internal.sandbox.Carrier;
import org.fusefixture.internal.sandbox.ClassPath;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.archive.AgentClasses;
import org.fusefixture.internal.sandbox.keeper.Keeper;
import org.fusefixture.internal.sandbox.keeper.RuntimeDirectory;
import org.fusefixture.internal.sandbox.keeper.ShellScript;

/**
 * A mount and PID namespace of its own, beneath a keeper. Control goes through pipes: when this JVM
 * dies, however it does, the agent reads the end of its input and halts, and as PID 1 it takes all
 * others of its namespace along.
 */
final class ProcessCarrier implements Carrier {
  private static final ShellScript KEEPER =
      ShellScript.beside(ProcessCarrier.class, "keeper.sh").withSharedMounts();
  private static final ShellScript ENTER = ShellScript.beside(ProcessCarrier.class, "enter.sh");

  private final Keeper keeper;
  private final Optional<Path> visible;

  private ProcessCarrier(Keeper keeper, Optional<Path> visible) {
    this.keeper = keeper;
    this.visible = visible;
  }

  /**
   * Starts the keeper.
   *
   * @param visible whether mounts can be made to appear on the host
   */
  static ProcessCarrier start(boolean visible, ClassPath classPath, LogTail log) {
    Path root = RuntimeDirectory.make();
    List<String> arguments = new ArrayList<>();
    arguments.add(root.toString());
    arguments.add(visible ? "yes" : "no");
    arguments.add(RuntimeDirectory.userNumber() == 0 ? "no" : "yes");
    arguments.add(ENTER.text());
    arguments.addAll(
        AgentCommand.of(
            AgentCommand.currentJava(),
            AgentClasses.archived(classPath.toString()),
            root.toString()));
    Keeper keeper = Keeper.start("fuse-fixture-keeper", KEEPER, arguments, log);
    return new ProcessCarrier(
        keeper, visible ? Optional.of(keeper.visibleDirectory(root)) : Optional.empty());
  }

  @Override
  public InputStream fromAgent() {
    return keeper.process().getInputStream();
  }

  @Override
  public OutputStream toAgent() {
    return keeper.process().getOutputStream();
  }

  @Override
  public String description() {
    return "keeper process " + keeper.process().pid();
  }

  @Override
  public boolean alive() {
    return keeper.alive();
  }

  @Override
  public Optional<Path> visibleDirectory() {
    return visible;
  }

  @Override
  public void end() {
    keeper.end();
  }
}
