package org.fusefixture.internal.cli.control;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/** The faults of one mount and its storage. Called from any thread. */
public final class MountFaults {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Sandbox sandbox;
  private final int mount;
  private final Set<String> names = new LinkedHashSet<>();

  public MountFaults(Sandbox sandbox, int mount) {
    this.sandbox = sandbox;
    this.mount = mount;
  }

  /** Sets the rules of a scenario, and returns their names. */
  public synchronized List<String> set(Scenario scenario) {
    Long seed = scenario.seed().isPresent() ? scenario.seed().getAsLong() : null;
    List<String> added =
        sandbox
            .control()
            .call("set faults", LIMIT, agent -> agent.faults().set(mount, seed, scenario.rules()));
    names.addAll(added);
    return added;
  }

  /** Removes all rules, and returns their receipts. */
  public synchronized List<RuleReceipt> reset() {
    names.clear();
    return sandbox
        .control()
        .call("reset faults", LIMIT, agent -> agent.faults().reset(mount))
        .receipts();
  }

  /** Removes a rule. */
  synchronized void remove(String name) {
    sandbox
        .control()
        .call("remove the fault " + name, LIMIT, agent -> agent.faults().remove(mount, name));
    names.remove(name);
  }

  /** Releases what a rule holds up, or what all rules hold up if the name is empty. */
  void release(String name) {
    sandbox.control().call("release faults", LIMIT, agent -> agent.faults().release(mount, name));
  }

  /** The receipts of all rules since the last reset. */
  List<RuleReceipt> receipts() {
    return sandbox
        .control()
        .call("receipts of faults", LIMIT, agent -> agent.faults().receipts(mount))
        .receipts();
  }

  /** The receipts of the rules that are set. */
  synchronized List<RuleReceipt> active() {
    return receipts().stream().filter(receipt -> names.contains(receipt.name())).toList();
  }

  void command(StorageCommand command) {
    sandbox
        .control()
        .call("storage " + command, LIMIT, agent -> agent.storage().command(mount, command));
  }

  UnsyncedReport unsynced() {
    return sandbox
        .control()
        .call("storage unsynced", LIMIT, agent -> agent.storage().unsynced(mount));
  }
}
