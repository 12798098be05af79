package org.fusefixture.internal.rules;

import org.jspecify.annotations.Nullable;

/**
 * The inodes that the kernel holds, by the replies that granted lookups of them and the FORGETs
 * that took those back, with generation and type as they were first told. A table with open
 * addressing, in arrays of numbers: an inode that is known makes no object. Of more than {@link
 * #MOST} inodes the later ones are not watched.
 */
final class LiveNodes {
  static final int MOST = 1 << 20;

  private static final long ROOT = 1;
  private static final int FIRST_CAPACITY = 1 << 8;

  private long[] ids = new long[FIRST_CAPACITY];
  private long[] generations = new long[FIRST_CAPACITY];
  private long[] lookups = new long[FIRST_CAPACITY];
  private int[] types = new int[FIRST_CAPACITY];
  private int size;

  /**
   * What was told of an inode before.
   *
   * @param type file type bits; 0 for unknown
   */
  record Told(long generation, int type) {}

  /**
   * A reply grants one lookup.
   *
   * @param type file type bits; 0 for unknown
   * @return what was told before, if it differs
   */
  synchronized @Nullable Told grant(long node, long generation, int type) {
    if (node == 0 || node == ROOT) {
      return null;
    }
    int at = find(node);
    if (ids[at] == 0) {
      if (size < MOST) {
        put(node, generation, 1, type);
      }
      return null;
    }
    lookups[at]++;
    boolean same = generations[at] == generation;
    Told told = same && agree(types[at], type) ? null : new Told(generations[at], types[at]);
    generations[at] = generation;
    types[at] = type == 0 ? types[at] : type;
    return told;
  }

  /**
   * A reply has the attributes of an inode.
   *
   * @return what was told before, if it is another type
   */
  synchronized @Nullable Told attributes(long node, int type) {
    if (node == 0 || type == 0) {
      return null;
    }
    int at = find(node);
    if (ids[at] == 0) {
      if (node == ROOT) {
        put(node, 0, Long.MAX_VALUE, type); // the kernel never forgets it
      }
      return null;
    }
    Told told = agree(types[at], type) ? null : new Told(generations[at], types[at]);
    types[at] = type;
    return told;
  }

  /** The kernel gives up lookups. */
  synchronized void forget(long node, long count) {
    int at = find(node);
    if (node != ROOT && ids[at] == node && node != 0) {
      lookups[at] -= count;
      if (count < 0 || lookups[at] <= 0) {
        removeAt(at);
      }
    }
  }

  /** A reply with the inode did not arrive: nobody knows how many lookups the kernel holds. */
  void lost(long node) {
    forget(node, Long.MAX_VALUE);
  }

  synchronized int size() {
    return size;
  }

  private static boolean agree(int one, int other) {
    return one == other || one == 0 || other == 0;
  }

  private void put(long node, long generation, long count, int type) {
    if (2 * (size + 1) > ids.length) {
      grow();
    }
    insert(node, generation, count, type);
    size++;
  }

  private void insert(long node, long generation, long count, int type) {
    int at = find(node);
    ids[at] = node;
    generations[at] = generation;
    lookups[at] = count;
    types[at] = type;
  }

  private void grow() {
    long[] oldIds = ids;
    long[] oldGenerations = generations;
    long[] oldLookups = lookups;
    int[] oldTypes = types;
    ids = new long[2 * oldIds.length];
    generations = new long[ids.length];
    lookups = new long[ids.length];
    types = new int[ids.length];
    for (int at = 0; at < oldIds.length; at++) {
      if (oldIds[at] != 0) {
        insert(oldIds[at], oldGenerations[at], oldLookups[at], oldTypes[at]);
      }
    }
  }

  /** Where a node is, or the free place where it belongs. */
  private int find(long node) {
    int at = home(node);
    while (ids[at] != 0 && ids[at] != node) {
      at = next(at);
    }
    return at;
  }

  /** Moves those behind up, so that no search stops at the hole. */
  private void removeAt(int place) {
    int hole = place;
    for (int at = next(hole); ids[at] != 0; at = next(at)) {
      int home = home(ids[at]);
      boolean staysReachable = hole <= at ? hole < home && home <= at : hole < home || home <= at;
      if (!staysReachable) {
        ids[hole] = ids[at];
        generations[hole] = generations[at];
        lookups[hole] = lookups[at];
        types[hole] = types[at];
        hole = at;
      }
    }
    ids[hole] = 0;
    size--;
  }

  private int home(long node) {
    long hash = node * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> 32) & ids.length - 1;
  }

  private int next(int at) {
    return at + 1 & ids.length - 1;
  }
}
