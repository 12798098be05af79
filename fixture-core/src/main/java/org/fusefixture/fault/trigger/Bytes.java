package org.fusefixture.fault.trigger;

import java.util.Optional;
import java.util.Set;
import org.fusefixture.filesystem.Opcode;

/**
 * Requests that touch a range of a file, with one byte at least.
 *
 * @param from first byte
 * @param to first byte after it
 */
public record Bytes(long from, long to) implements Condition {
  private static final Set<Opcode> RANGED = Opcode.where(Opcode::hasRange);

  public Bytes {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "a byte range goes from 0 or later to a higher byte, not from " + from + " to " + to);
    }
  }

  /** Whether a range has a byte of this one. */
  public boolean touches(long offset, long size) {
    return offset < to && offset + Math.max(1, size) > from;
  }

  @Override
  public Optional<String> refusal(Opcode opcode) {
    return opcode.hasRange()
        ? Optional.empty()
        : Optional.of(
            opcode + " has no byte range; only " + RANGED + " have, so leave the range out");
  }
}
