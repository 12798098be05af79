package org.fusefixture.backing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * Makes the kernel forget what it has cached of files whose content went back. In a thread of its
 * own, since a notification can wait for what a request holds that is still to be answered.
 */
final class KernelCaches implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "faulty-directory-invalidation");
            made.setDaemon(true);
            return made;
          });
  private final Notifier notifier;

  KernelCaches(Notifier notifier) {
    this.notifier = notifier;
  }

  /** Completes when the kernel has forgotten. */
  CompletableFuture<Void> forget(List<NodeId> nodes) {
    return CompletableFuture.runAsync(() -> nodes.forEach(this::forget), thread);
  }

  private void forget(NodeId node) {
    try {
      notifier.invalidateInode(node, Offset.ZERO, 0);
    } catch (ErrnoException e) {
      return; // ENOENT: it has forgotten already
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
