package org.fusefixture.backing;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Notifier;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;

/**
 * Makes the kernel forget what it has cached of files whose content was lost. It does so in its own
 * thread, since a notification can wait for what an unanswered request holds.
 */
final class KernelCaches implements AutoCloseable {
  private static final long LIMIT_SECONDS = 5;

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

  /** Starts to make the kernel forget. */
  void forget(List<NodeId> nodes) {
    thread.execute(() -> nodes.forEach(this::forget));
  }

  /** Waits until the kernel has forgotten. */
  void forgetNow(List<NodeId> nodes) {
    try {
      thread.submit(() -> nodes.forEach(this::forget)).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the kernel has not forgotten " + nodes.size() + " inodes within " + LIMIT_SECONDS + " s",
          e);
    }
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
      thread.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
