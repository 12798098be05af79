package org.fusefixture.internal.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Works on pieces in a given order, and begins the next few while the caller waits for one. It
 * begins no more than that, so that a single piece costs little. For one calling thread.
 *
 * @param <K> a piece of work
 * @param <V> its result
 */
final class Lookahead<K, V> implements AutoCloseable {
  private static final long END_LIMIT_SECONDS = 60;

  private final List<K> pieces;
  private final Function<K, V> work;
  private final int atOnce;
  private final List<CompletableFuture<V>> results = new ArrayList<>();
  private final ExecutorService threads;

  /**
   * @param pieces in the order in which the caller will ask for them
   * @param atOnce number of pieces that are under way at the same time
   */
  Lookahead(List<K> pieces, int atOnce, Function<K, V> work) {
    this.pieces = List.copyOf(pieces);
    this.work = work;
    this.atOnce = atOnce;
    this.pieces.forEach(piece -> results.add(null));
    threads = Executors.newFixedThreadPool(atOnce);
  }

  /**
   * The result of a piece.
   *
   * @throws RuntimeException or Error as the work threw it
   */
  V result(K piece) {
    int index = pieces.indexOf(piece);
    if (index < 0) {
      throw new IllegalArgumentException(piece + " is not one of " + pieces);
    }
    for (int next = index; next < Math.min(pieces.size(), index + 1 + atOnce); next++) {
      begin(next);
    }
    try {
      return results.get(index).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void begin(int index) {
    if (results.get(index) == null) {
      K piece = pieces.get(index);
      results.set(index, CompletableFuture.supplyAsync(() -> work.apply(piece), threads));
    }
  }

  /** Waits for what is under way, and begins nothing more. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("work is under way after " + END_LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
