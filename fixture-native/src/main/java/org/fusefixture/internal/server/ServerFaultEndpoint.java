package org.fusefixture.internal.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.fault.FaultNames;
import org.fusefixture.internal.control.fault.FaultReport;
import org.fusefixture.internal.control.fault.FaultService;
import org.fusefixture.internal.control.fault.FaultTarget;
import org.fusefixture.internal.control.fault.SetFaults;
import org.fusefixture.internal.control.mount.MountTarget;
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
  public CompletableFuture<FaultNames> set(SetFaults request) {
    long drawSeed = request.seed() == null ? seed.get() : request.seed();
    return CompletableFuture.completedFuture(
        new FaultNames(faults.get().set(request.rules(), drawSeed)));
  }

  @Override
  public CompletableFuture<Void> remove(FaultTarget target) {
    require(faults.get().remove(target.name()), target.name(), "remove");
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> release(FaultTarget target) {
    if (target.name().isEmpty()) {
      faults.get().releaseAll();
    } else {
      require(faults.get().release(target.name()), target.name(), "release");
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<FaultReport> reset(MountTarget target) {
    return CompletableFuture.completedFuture(report(faults.get().reset()));
  }

  @Override
  public CompletableFuture<FaultReport> receipts(MountTarget target) {
    return CompletableFuture.completedFuture(report(faults.get().receipts()));
  }

  /** Receipts as they travel. */
  FaultReport report(List<RuleReceipt> receipts) {
    return new FaultReport(receipts, session.get().statistics().repliesRefused());
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
