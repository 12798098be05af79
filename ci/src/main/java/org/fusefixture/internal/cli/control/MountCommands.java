package org.fusefixture.internal.cli.control;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.internal.cli.control.MountCommand.CommandStorage;
import org.fusefixture.internal.cli.control.MountCommand.ListFaults;
import org.fusefixture.internal.cli.control.MountCommand.ListReceipts;
import org.fusefixture.internal.cli.control.MountCommand.ReleaseFault;
import org.fusefixture.internal.cli.control.MountCommand.RemoveFault;
import org.fusefixture.internal.cli.control.MountCommand.ReportUnsynced;
import org.fusefixture.internal.cli.control.MountCommand.ResetFaults;
import org.fusefixture.internal.cli.control.MountCommand.SetFault;
import org.fusefixture.storage.UnsyncedReport;

/** Executes commands. */
final class MountCommands {
  private final MountFaults faults;

  MountCommands(MountFaults faults) {
    this.faults = faults;
  }

  /**
   * Executes a command.
   *
   * @throws org.fusefixture.internal.control.ControlException if the mount refuses it, with the
   *     reason
   */
  Answer execute(MountCommand command) {
    if (command instanceof SetFault set) {
      return Answer.set(
          faults.set(new Scenario("", OptionalLong.empty(), List.of(set.rule()))).get(0));
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

  /**
   * The result of a command.
   *
   * @param text for people, one line or more
   * @param json the same as records, lists and maps
   */
  record Answer(String text, Object json) {
    /** A command without a result. */
    static Answer done(String what) {
      return new Answer(what, Map.of("done", what));
    }

    static Answer set(String name) {
      return new Answer(name + " is set", Map.of("name", name));
    }

    static Answer receipts(List<RuleReceipt> receipts) {
      return new Answer(lines(receipts.stream().map(RuleReceipt::toString).toList()), receipts);
    }

    static Answer faults(List<RuleReceipt> active) {
      return new Answer(
          lines(active.stream().map(RuleReceipt::rule).toList()),
          active.stream().map(one -> Map.of("name", one.name(), "rule", one.rule())).toList());
    }

    static Answer unsynced(UnsyncedReport report) {
      return new Answer(report.toString(), report);
    }

    private static String lines(List<String> items) {
      return items.isEmpty() ? "no faults" : String.join(System.lineSeparator(), items);
    }
  }
}
