package org.fusefixture.internal.sandbox.guest;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalLong;
import org.fusefixture.internal.sandbox.Carrier;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.keeper.Keeper;
import org.fusefixture.internal.sandbox.keeper.ShellScript;

/**
 * A guest kernel that is a child process. Standard input and output of the guest are its serial
 * line, standard error is its console: the kernel's messages and the agent's log.
 */
final class GuestCarrier implements Carrier {
  /** The keeper is the boot script itself, which kills all of the guest when it ends. */
  private static final ShellScript BECOME = new ShellScript("exec \"$@\"");

  private final Keeper keeper;

  private GuestCarrier(Keeper keeper) {
    this.keeper = keeper;
  }

  static GuestCarrier start(List<String> bootCommand, LogTail log) {
    return new GuestCarrier(Keeper.start("fuse-fixture-guest", BECOME, bootCommand, log));
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
    return "process " + keeper.process().pid();
  }

  @Override
  public OptionalLong guestProcess() {
    return OptionalLong.of(keeper.process().pid());
  }

  @Override
  public boolean alive() {
    return keeper.alive();
  }

  /** The guest keeps nothing, so it is not asked to power off. */
  @Override
  public void end() {
    keeper.process().destroyForcibly();
    keeper.end();
  }
}
