package org.fusefixture.internal.session;

import java.util.List;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.internal.fault.engine.ActiveRules;
import org.fusefixture.internal.fault.engine.FaultEngine;

/** The faults of a session; can be changed while it serves. */
public final class SessionFaults {
  private final FaultEngine engine = new FaultEngine(1, System::nanoTime);
  private final FaultThreads threads;
  private final ServerFaults server;
  private final StorageFaults storage;
  private final AllocationFaults allocations = new AllocationFaults();
  private final SessionSnapshots snapshots;

  SessionFaults(LateAccessWatch watch, FuseFilesystem filesystem) {
    storage = new StorageFaults(filesystem);
    threads = new FaultThreads(watch);
    server = new ServerFaults(engine, threads);
    snapshots = new SessionSnapshots(filesystem, server::tell);
  }

  /**
   * Sets further rules, all or none; they hit requests that are received from now on.
   *
   * @param seed of all that they draw
   * @return their names
   * @throws IllegalArgumentException if that cannot be, with the reason
   */
  public List<String> set(List<Rule> rules, long seed) {
    storage.require(rules);
    allocations.require(rules);
    snapshots.require(rules);
    return engine.set(rules, seed);
  }

  /** Takes a rule back; what it holds up goes on. False if there is none of the name. */
  public boolean remove(String name) {
    allocations.cancel(name);
    return engine.remove(name);
  }

  /** Takes all rules back; what they hold up goes on. Their last receipts. */
  public List<RuleReceipt> reset() {
    allocations.cancel();
    return engine.reset();
  }

  /** Lets go on what a rule holds up; false if there is none of the name. */
  public boolean release(String name) {
    return engine.release(name);
  }

  /** Lets go on what any rule holds up. */
  public void releaseAll() {
    engine.releaseAll();
  }

  /** What became of the rules. */
  public List<RuleReceipt> receipts() {
    allocations.settle();
    return engine.receipts();
  }

  /** Who is asked when a rule kills or stops this process. */
  public void supervisedBy(Supervisor supervisor) {
    server.supervisedBy(supervisor);
  }

  /** States of the filesystem. */
  public SessionSnapshots snapshots() {
    return snapshots;
  }

  void connect(Runnable abort, Notifier notifier) {
    server.connect(abort, notifier);
    snapshots.connect(notifier);
  }

  /** The rules that are set, or null: all that a request has to ask while there are none. */
  ActiveRules active() {
    return engine.active();
  }

  FaultEngine engine() {
    return engine;
  }

  FaultThreads threads() {
    return threads;
  }

  ServerFaults server() {
    return server;
  }

  StorageFaults storage() {
    return storage;
  }

  AllocationFaults allocations() {
    return allocations;
  }

  /** Lets everything go on, before the session is unmounted. */
  void end() {
    engine.close();
  }

  void close() {
    engine.close();
    threads.close();
  }
}
