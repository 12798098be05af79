package org.fusefixture.internal.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.internal.oracle.Operation.Change;
import org.fusefixture.internal.oracle.Versions.Version;
import org.fusefixture.oracle.View.Promise;
import org.fusefixture.stamp.Stamp;

/**
 * What the client did to one file, under any of its names. Each change is recorded before and after
 * its system call. Thread-safe.
 */
public final class FileHistory {
  /** A file written in more pieces than this is no longer followed. */
  private static final int MOST_SEGMENTS = 1 << 16;

  private static final int MOST_STAMPS = 32;

  private final Oracle oracle;
  private final long inode;
  private final Set<Operation> unsynced = new HashSet<>();
  private final Set<Operation> underWay = new HashSet<>();
  private final Set<Operation> appends = new HashSet<>();
  private final Set<Stamp> own = new LinkedHashSet<>();
  private Ranges<Versions> versions;
  private final FileSize size;
  private String forgotten = "";

  /**
   * @param content of the whole file so far
   */
  FileHistory(Oracle oracle, long inode, Content content, FileSize size) {
    this.oracle = oracle;
    this.inode = inode;
    this.size = size;
    versions = everywhere(content, "before the first call");
  }

  long inode() {
    return inode;
  }

  /**
   * A write is about to start.
   *
   * @param call a description, for messages
   * @param pieces what it writes, at their positions in the file, without gaps
   */
  public Operation write(String call, List<Piece> pieces) {
    synchronized (oracle) {
      if (pieces.isEmpty()) {
        return begin(Change.WRITE, call, 0, 0);
      }
      long end = pieces.get(pieces.size() - 1).end();
      Operation operation = begin(Change.WRITE, call, pieces.get(0).start(), end);
      size.mayGrow(end);
      put(operation, pieces);
      return operation;
    }
  }

  /**
   * A store into a shared mapping is about to start. It does not change the size; what lies beyond
   * the end of the file is lost (mmap(2)), or is there when the file grows.
   */
  public Operation store(String call, List<Piece> pieces) {
    synchronized (oracle) {
      storeBeyondTheEnd(call, pieces);
      return within(Change.STORE, call, pieces);
    }
  }

  /**
   * The kernel clears what lies beyond the end in the last page when the file shrinks, but before
   * Linux 7.3 not when it grows: no fault of the filesystem, and tmpfs does the same.
   */
  private void storeBeyondTheEnd(String call, List<Piece> pieces) {
    for (Piece piece : pieces) {
      long from = Math.max(piece.start(), size.most());
      if (from < piece.end()) {
        Operation lost = begin(Change.STORE, call + ", beyond the end", from, piece.end());
        put(lost, List.of(new Piece(from, piece.end(), piece.content())));
        failed(lost);
      }
    }
  }

  private Operation within(Change change, String call, List<Piece> pieces) {
    synchronized (oracle) {
      List<Piece> inside = new ArrayList<>();
      for (Piece piece : pieces) {
        if (piece.start() < size.most()) {
          inside.add(new Piece(piece.start(), Math.min(piece.end(), size.most()), piece.content()));
        }
      }
      Operation operation =
          inside.isEmpty()
              ? begin(change, call, 0, 0)
              : begin(change, call, inside.get(0).start(), inside.get(inside.size() - 1).end());
      put(operation, inside);
      return operation;
    }
  }

  /**
   * A write to the end of the file is about to start (O_APPEND). Its position is known as long as
   * no other change is in progress.
   *
   * @param pieces what it writes, counted from the start of the write
   */
  public Operation append(String call, List<Piece> pieces) {
    synchronized (oracle) {
      long length = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
      long at = size.least();
      boolean alone = underWay.isEmpty() && size.least() == size.most();
      long limit = size.most() + length;
      Operation operation = begin(Change.WRITE, call, alone ? at : size.least(), limit);
      appends.add(operation);
      if (alone) {
        put(operation, pieces.stream().map(piece -> piece.moved(at)).toList());
      } else {
        put(operation, List.of(new Piece(at, limit, Content.unknown())));
      }
      size.mayGrow(limit);
      return operation;
    }
  }

  /** The size is about to be set. */
  public Operation truncate(String call, long newSize) {
    synchronized (oracle) {
      Operation operation = begin(Change.TRUNCATION, call, newSize, Ranges.END);
      put(operation, List.of(new Piece(newSize, Ranges.END, Content.zeros())));
      size.mayBecome(newSize);
      return operation;
    }
  }

  /** A range is about to become zeros; the size stays. */
  public Operation clear(String call, long start, long end) {
    return within(Change.CLEARING, call, List.of(new Piece(start, end, Content.zeros())));
  }

  /**
   * A write, a store or an append has returned.
   *
   * @param count number of bytes that it wrote
   */
  public void ended(Operation operation, long count) {
    synchronized (oracle) {
      if (!underWay.remove(operation)) {
        return;
      }
      operation.end(oracle.now());
      long written = Math.min(operation.limit(), operation.start() + count);
      boolean append = appends.remove(operation);
      if (written < operation.limit() && !append) {
        versions.update(written, operation.limit(), all -> all.without(operation));
      }
      if (append && appends.isEmpty() && underWay.isEmpty()) {
        size.become(written == operation.limit() ? size.most() : written);
      } else if (!append && count > 0) {
        size.grown(written);
      }
    }
  }

  /** A store into a mapping, or the clearing of a range, has completed. */
  public void stored(Operation operation) {
    synchronized (oracle) {
      if (underWay.remove(operation)) {
        operation.end(oracle.now());
      }
    }
  }

  /** A change of the size has returned. */
  public void truncated(Operation operation) {
    synchronized (oracle) {
      if (underWay.remove(operation)) {
        operation.end(oracle.now());
        if (underWay.isEmpty()) {
          size.become(operation.start());
        }
      }
    }
  }

  /** An operation failed: it may have happened, in part or not at all. */
  public void failed(Operation operation) {
    synchronized (oracle) {
      if (underWay.remove(operation)) {
        appends.remove(operation);
        operation.fail(oracle.now());
      }
    }
  }

  /** The file is at least so long now (fallocate(2)). */
  public void extended(long least) {
    synchronized (oracle) {
      size.grown(least);
    }
  }

  /** An fsync(2) is about to start; returns the argument for {@link #synced}. */
  public List<Operation> sync() {
    synchronized (oracle) {
      long now = oracle.now().tick();
      return unsynced.stream().filter(operation -> operation.hasEndedBefore(now)).toList();
    }
  }

  /** The fsync(2) has returned: what it found is durable. */
  public void synced(List<Operation> covered) {
    synchronized (oracle) {
      covered.forEach(Operation::makeDurable);
      unsynced.removeAll(covered);
      if (unsynced.isEmpty()) {
        size.sync();
      }
    }
  }

  /** The client changed pages that it had written from, or is writing from. */
  void pagesChanged(Operation operation, Piece change) {
    synchronized (oracle) {
      boolean inTime = operation.isUnderWay();
      if (inTime) {
        operation.mix();
      } else if (!oracle.pagesAreLent()) {
        return; // the filesystem has a copy of them
      }
      long now = oracle.now().tick();
      versions.update(
          Math.max(change.start(), operation.start()),
          Math.min(change.end(), operation.limit()),
          all -> all.plus(new Version(operation, change.content(), !inTime), now));
    }
  }

  /** The content changed in a way that the oracle does not follow. */
  public void forget(String reason) {
    synchronized (oracle) {
      forgotten = reason;
      versions = everywhere(Content.unknown(), reason);
      size.forget();
    }
  }

  /** Why nothing is known about the file; usually empty. */
  public String forgotten() {
    synchronized (oracle) {
      return forgotten;
    }
  }

  /** Whether the file can have no bytes now. */
  boolean mayBeEmpty() {
    synchronized (oracle) {
      return size.least() == 0;
    }
  }

  /** The size that the file may have now. */
  public Expectation.Size size(Promise promise) {
    synchronized (oracle) {
      return size.expectation(promise);
    }
  }

  /**
   * What a reader may find.
   *
   * @param tick when it started, from {@link Oracle#tick()}
   */
  public Expectation expectation(String path, long start, long end, long tick, Promise promise) {
    synchronized (oracle) {
      List<Expectation.Segment> segments = new ArrayList<>();
      versions.forEach(
          start,
          end,
          (from, to, all) ->
              segments.add(new Expectation.Segment(from, to, all.candidates(tick, promise))));
      return new Expectation(
          path, size.expectation(promise), List.copyOf(own), oracle.pagesAreLent(), segments);
    }
  }

  private Operation begin(Change change, String call, long start, long limit) {
    Operation operation = oracle.begin(change, call, start, limit);
    underWay.add(operation);
    unsynced.add(operation);
    return operation;
  }

  private void put(Operation operation, List<Piece> pieces) {
    long now = oracle.now().tick();
    for (Piece piece : pieces) {
      versions.update(
          piece.start(),
          piece.end(),
          all -> all.plus(new Version(operation, piece.content(), false), now));
      if (piece.content().stamp() != null && own.size() < MOST_STAMPS) {
        own.add(piece.content().stamp().withGeneration(0));
      }
    }
    if (versions.count() > MOST_SEGMENTS) {
      forget("it was written in more than " + MOST_SEGMENTS + " pieces");
    }
  }

  private Ranges<Versions> everywhere(Content content, String call) {
    Operation first = oracle.begin(Change.NONE, call, 0, Ranges.END);
    first.end(oracle.now());
    return new Ranges<>(Versions.of(first, content));
  }
}
