package org.fusefixture.internal.session.fault;

import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.serving.Dispatcher;
import java.nio.ByteBuffer;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.SessionInterceptor;
import org.fusefixture.internal.session.RequestInterceptor;
import org.fusefixture.internal.session.InterceptedRequest;
import java.util.List;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.fault.engine.FaultEngine;

/** The faults of a session; can be changed while it serves. */
public final class SessionFaults implements SessionInterceptor {
  private final FaultEngine engine = new FaultEngine(1, System::nanoTime);
  private final FaultThreads threads = new FaultThreads();
  private final ServerFaults server;
  private final StorageFaults storage;
  private final AllocationFaults allocations = new AllocationFaults();
  private final SessionSnapshots snapshots;
  private volatile FuseSession session;

  /**
   * @param filesystem that is going to be served
   */
  public SessionFaults(FuseFilesystem filesystem) {
    storage = new StorageFaults(filesystem);
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
    List<String> names = engine.set(rules, seed);
    switchInterception();
    return names;
  }

  /** Takes a rule back; what it holds up goes on. False if there is none of the name. */
  public boolean remove(String name) {
    allocations.cancel(name);
    boolean found = engine.remove(name);
    switchInterception();
    return found;
  }

  /** Takes all rules back; what they hold up goes on. Their last receipts. */
  public List<RuleReceipt> reset() {
    allocations.cancel();
    List<RuleReceipt> last = engine.reset();
    switchInterception();
    return last;
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

  @Override
  public void start(FuseSession mounted) {
    session = mounted;
    server.connect(mounted::abort, mounted.notifier());
    snapshots.connect(mounted.notifier());
  }

  @Override
  public RequestInterceptor intercept(InterceptedRequest exchange, Dispatcher filesystem) {
    return new FaultyExchange(exchange, this, filesystem);
  }

  @Override
  public void received(Opcode opcode, Request request) {
    if (request instanceof ForgetRequest forget) {
      engine.paths().forgotten(forget);
    }
  }

  @Override
  public void replying(Opcode opcode, Request request, ByteBuffer message, int length) {
    engine.paths().answered(opcode, request, message, length);
  }

  /** A session without rules asks nothing of this package for a request. */
  private synchronized void switchInterception() {
    if (session != null) {
      session.intercept(engine.active() != null);
    }
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

  @Override
  public void release() {
    engine.close();
  }

  @Override
  public void close() {
    engine.close();
    threads.close();
  }
}
