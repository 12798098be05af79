package org.fusefixture.internal.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.FaultService;
import org.fusefixture.internal.session.FuseSession;
import org.fusefixture.internal.session.fault.SessionFaults;

/** The faults of the mount that this process serves. Quick, and so on the channel's own thread. */
final class ServerFaultEndpoint implements FaultService {
  private final Supplier<FuseSession> session;
  private final Supplier<SessionFaults> faults;
  private final Supplier<Long> seed;

  /**
   * @param session asked for at each call; throws while there is none
   * @param faults of the session, likewise
   */
  ServerFaultEndpoint(
      Supplier<FuseSession> session, Supplier<SessionFaults> faults, Supplier<Long> seed) {
    this.session = session;
    this.faults = faults;
    this.seed = seed;
  }

  @Override
  public CompletableFuture<List<String>> set(int mount, Long givenSeed, List<Rule> rules) {
    long drawSeed = givenSeed == null ? seed.get() : givenSeed;
    return CompletableFuture.completedFuture(faults.get().set(rules, drawSeed));
  }

  @Override
  public CompletableFuture<Void> remove(int mount, String name) {
    require(faults.get().remove(name), name, "remove");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> release(int mount, String name) {
    if (name.isEmpty()) {
      faults.get().releaseAll();
    } else {
      require(faults.get().release(name), name, "release");
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Report> reset(int mount) {
    return CompletableFuture.completedFuture(report(faults.get().reset()));
  }

  @Override
  public CompletableFuture<Report> receipts(int mount) {
    return CompletableFuture.completedFuture(report(faults.get().receipts()));
  }

  /** Receipts as they travel. */
  Report report(List<RuleReceipt> receipts) {
    return new Report(receipts, session.get().statistics().repliesRefused());
  }

  private static void require(boolean found, String name, String call) {
    if (!found) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              call + " the fault " + name,
              "no fault of this name is set; it may have been removed or reset"));
    }
  }
}
