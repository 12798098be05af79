package org.fusefixture.internal.attestation;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.AgentService;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.ControlProtocol;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.mount.LateAccessPolicy;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.report.SessionStatistics;

/**
 * Attests a mode on a mount of its own, through the same services that tests use.
 *
 * <p>For direct and for buffered writes of 64 KiB and of 1 MiB: pages with one stamp are written;
 * the probe acknowledges and does not look; the pages get another stamp; then the probe looks.
 */
public final class ModeAttestation {
  private static final Duration USUAL_TIME = Duration.ofSeconds(30);
  private static final int[] SIZES = {64 << 10, 1 << 20};

  private final AgentService agent;

  /**
   * @param agent whose services are called; its futures must not need the calling thread
   */
  public ModeAttestation(AgentService agent) {
    this.agent = agent;
  }

  /**
   * Mounts the probe, looks, and unmounts.
   *
   * @throws ControlException where neither all old nor all new bytes came out, or the mode was not
   *     in effect; kind INTERNAL, with the verdicts
   */
  public Attestation attest(TransferMode mode, boolean dropSysAdmin) {
    String kernel = System.getProperty("os.version");
    boolean capable = hasSysAdmin() && !dropSysAdmin;
    MountDescription mount;
    try {
      mount = await("mount", agent.mounts().mount(spec(mode, dropSysAdmin)));
    } catch (ControlException e) {
      if (e.kind() != ControlError.Kind.MOUNT_REFUSED) {
        throw e;
      }
      return new Attestation(
          kernel, mode, capable, PageTransfer.REFUSED, PageTransfer.REFUSED, e.error().message());
    }
    try {
      Probe probe = new Probe(agent, mount.mount());
      PageTransfer direct = probe.direct(SIZES);
      PageTransfer buffered = probe.buffered(SIZES);
      SessionStatistics statistics =
          await("report", agent.mounts().serverReport(mount.mount())).session().statistics();
      requireEffective(mode, statistics);
      return new Attestation(
          kernel,
          mode,
          capable,
          direct,
          buffered,
          Findings.describe(mode, capable, direct, probe.wasRefused())
              + "direct and buffered writes of 64 KiB and 1 MiB; "
              + statistics);
    } finally {
      await("unmount", agent.mounts().unmount(mount.mount()));
    }
  }

  private static MountSpec spec(TransferMode mode, boolean dropSysAdmin) {
    return MountSpec.of(ProbeFilesystem.class.getName(), mode)
        .withLateAccess(LateAccessPolicy.RECORD, Duration.ofMillis(1))
        .withDropSysAdmin(dropSysAdmin)
        .withAttested(false); // which is to be found out
  }

  private boolean hasSysAdmin() {
    return await("hello", agent.hello(ControlProtocol.VERSION, "attestation")).capSysAdmin();
  }

  private static void requireEffective(TransferMode mode, SessionStatistics statistics) {
    long wrong = mode.splices() ? statistics.writesInMemory() : statistics.writesInPipe();
    long right = mode.splices() ? statistics.writesInPipe() : statistics.writesInMemory();
    if (wrong > 0 || right == 0) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.INTERNAL,
              "attest " + mode,
              "the mode was not in effect: " + statistics));
    }
  }

  /** Waits for an answer. */
  static <T> T await(String call, CompletableFuture<T> answer) {
    StartLimit limit = StartLimit.of(USUAL_TIME);
    try {
      return answer.get(limit.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ControlException known) {
        throw new ControlException(known.error(), known);
      }
      throw new IllegalStateException(call + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.TIMEOUT, "attest", call + " did not end within " + limit),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(call + " was interrupted", e);
    }
  }
}
