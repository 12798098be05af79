package org.fusefixture.internal.session.fault;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.engine.FaultEngine;
import org.fusefixture.internal.linux.AllocationFault;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.InterceptedRequest;
import org.fusefixture.internal.session.MessageFilesystem;
import org.fusefixture.internal.session.RequestInterceptor;
import org.fusefixture.internal.session.SessionInterceptor;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.Request;

/** The faults of a session; can be changed while it serves. */
public final class SessionFaults implements SessionInterceptor, FaultEffect.ServerSupport {
  private final FuseFilesystem filesystem;
  private final FaultEngine engine = new FaultEngine(System::nanoTime);
  private final FaultThreads threads = new FaultThreads();
  private final ServerFaults server;
  private final AllocationFaults allocations = new AllocationFaults();
  private final SessionSnapshots snapshots;
  private volatile FuseSession session;

  /**
   * @param filesystem the one that is served
   */
  public SessionFaults(FuseFilesystem filesystem) {
    this.filesystem = filesystem;
    server =
        new ServerFaults(
            engine,
            threads,
            () -> {
              if (filesystem instanceof MessageFilesystem program) {
                program.kill();
              }
            });
    snapshots = new SessionSnapshots(filesystem);
  }

  /**
   * Sets further rules, all or none; they hit requests that are received from now on.
   *
   * @param seed decides everything random in them
   * @return their names
   * @throws IllegalArgumentException if a rule cannot be set, with the reason
   */
  public List<String> set(List<Rule> rules, long seed) {
    for (Rule rule : rules) {
      ((FaultEffect) rule.effect())
          .unmetNeed(this)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(rule + ": " + why);
              });
    }
    List<String> names = engine.set(rules, seed);
    switchInterception();
    return names;
  }

  /** Removes a rule, and releases what it holds up; false if there is no rule of this name. */
  public boolean remove(String name) {
    allocations.cancel(name);
    boolean found = engine.remove(name);
    switchInterception();
    return found;
  }

  /** Removes all rules, and releases what they hold up; returns their receipts. */
  public List<RuleReceipt> reset() {
    allocations.cancel();
    List<RuleReceipt> last = engine.reset();
    switchInterception();
    return last;
  }

  /** Releases what a rule holds up; false if there is no rule of this name. */
  public boolean release(String name) {
    return engine.release(name);
  }

  /** Releases what all rules hold up. */
  public void releaseAll() {
    engine.releaseAll();
  }

  /** What the rules have done so far. */
  public List<RuleReceipt> receipts() {
    allocations.settle();
    return engine.receipts();
  }

  /** Sets who is told when a rule kills or stops this process. */
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

  @Override
  public FuseFilesystem filesystem() {
    return filesystem;
  }

  @Override
  public Optional<String> allocationObstacle() {
    return AllocationFault.obstacle();
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
