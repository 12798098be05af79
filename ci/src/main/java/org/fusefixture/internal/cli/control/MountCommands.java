package org.fusefixture.internal.cli.control;

import java.util.List;
import java.util.OptionalLong;
import org.fusefixture.fault.FaultScenario;
import org.fusefixture.internal.cli.control.MountCommand.CommandStorage;
import org.fusefixture.internal.cli.control.MountCommand.ListFaults;
import org.fusefixture.internal.cli.control.MountCommand.ListReceipts;
import org.fusefixture.internal.cli.control.MountCommand.ReleaseFault;
import org.fusefixture.internal.cli.control.MountCommand.RemoveFault;
import org.fusefixture.internal.cli.control.MountCommand.ReportUnsynced;
import org.fusefixture.internal.cli.control.MountCommand.ResetFaults;
import org.fusefixture.internal.cli.control.MountCommand.SetFault;

/** Carries commands out. */
final class MountCommands {
  private final MountFaults faults;

  MountCommands(MountFaults faults) {
    this.faults = faults;
  }

  /**
   * Carries one out.
   *
   * @throws org.fusefixture.internal.control.ControlException if the mount refuses it, with the
   *     reason
   */
  Answer execute(MountCommand command) {
    if (command instanceof SetFault set) {
      return Answer.set(
          faults.set(new FaultScenario("", OptionalLong.empty(), List.of(set.rule()))).get(0));
    } else if (command instanceof RemoveFault remove) {
      faults.remove(remove.name());
      return Answer.done(remove.name() + " is removed");
    } else if (command instanceof ReleaseFault release) {
      faults.release(release.name());
      return Answer.done(release.name().isEmpty() ? "released" : release.name() + " is released");
    } else if (command instanceof ResetFaults) {
      return Answer.receipts(faults.reset());
    } else if (command instanceof ListReceipts) {
      return Answer.receipts(faults.receipts());
    } else if (command instanceof ListFaults) {
      return Answer.faults(faults.active());
    } else if (command instanceof CommandStorage storage) {
      faults.command(storage.command());
      return Answer.done(storage.command() + " is done");
    } else if (command instanceof ReportUnsynced) {
      return Answer.unsynced(faults.unsynced());
    }
    throw new AssertionError(command);
  }
}
