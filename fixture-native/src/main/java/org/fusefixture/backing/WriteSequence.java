package org.fusefixture.backing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.internal.fault.effect.StorageEffects.TornSequenceAtPowerCut;

/**
 * The first writes to a file since it was last synced or changed otherwise, one by one. Keeps
 * {@value TornSequenceAtPowerCut#MOST} writes and 16 MiB.
 */
final class WriteSequence {
  private static final int MOST_BYTES = 16 << 20;

  /** One write; nobody changes the bytes. */
  record Piece(long at, byte[] bytes) {}

  private final List<Piece> pieces = new ArrayList<>();
  private int kept;
  private boolean full;

  void add(long at, byte[] bytes) {
    full |= pieces.size() == TornSequenceAtPowerCut.MOST || kept + bytes.length > MOST_BYTES;
    if (!full) {
      pieces.add(new Piece(at, bytes));
      kept += bytes.length;
    }
  }

  /** Ends the sequence, so that another one starts. */
  void end() {
    pieces.clear();
    kept = 0;
    full = false;
  }

  /**
   * A write by its number, counted from 1; none if there were not as many.
   *
   * @throws IllegalStateException if the write was not kept
   */
  Optional<Piece> piece(int number) {
    if (number <= pieces.size()) {
      return Optional.of(pieces.get(number - 1));
    }
    if (full) {
      throw new IllegalStateException(
          "write "
              + number
              + " of the sequence was not kept: only "
              + TornSequenceAtPowerCut.MOST
              + " writes and "
              + MOST_BYTES
              + " bytes are");
    }
    return Optional.empty();
  }
}
