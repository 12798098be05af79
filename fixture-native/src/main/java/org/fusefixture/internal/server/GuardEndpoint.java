package org.fusefixture.internal.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.LookupCounts;
import org.fusefixture.internal.control.GuardService;
import org.fusefixture.internal.session.FuseSession;

/** Looks for what a filesystem forgot to give back. */
final class GuardEndpoint implements GuardService {
  /** Time for threads to end that were asked to, and for FORGETs that are on their way. */
  private static final long PATIENCE_NANOS = 1_000_000_000;

  private static final long PAUSE_NANOS = 5_000_000;

  private final Function<String, FuseSession> session;
  private final Function<String, FuseFilesystem> filesystem;
  private final Executor workers;
  private final AtomicReference<ProcessContents> before = new AtomicReference<>();

  GuardEndpoint(
      Function<String, FuseSession> session,
      Function<String, FuseFilesystem> filesystem,
      Executor workers) {
    this.session = session;
    this.filesystem = filesystem;
    this.workers = workers;
  }

  /** The filesystem is about to be constructed: what is there by now is not its own. */
  void begin() {
    before.compareAndSet(null, ProcessContents.take());
  }

  @Override
  public CompletableFuture<List<String>> lookups(int mount) {
    return CompletableFuture.supplyAsync(
        () ->
            filesystem.apply("lookups") instanceof LookupCounts counts
                ? patiently(() -> session.apply("lookups").lookupDifferences(counts.lookupCounts()))
                : List.of(),
        workers);
  }

  @Override
  public CompletableFuture<List<String>> leftovers(int mount) {
    ProcessContents known = before.get();
    return CompletableFuture.supplyAsync(
        () -> known == null ? List.of() : patiently(() -> ProcessContents.take().beyond(known)),
        workers);
  }

  private static List<String> patiently(Supplier<List<String>> look) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<String> found = look.get();
    while (!found.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = look.get();
    }
    return found;
  }
}
