package org.fusefixture.internal.fault.effect;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** Checks that several effects share. */
final class Checks {
  private Checks() {}

  /**
   * Refuses operations other than some.
   *
   * @param what about the others, as in "READ writes no payload"
   */
  static Optional<String> only(Collection<Opcode> opcodes, Opcode opcode, String what) {
    return opcodes.contains(opcode)
        ? Optional.empty()
        : Optional.of(opcode + " " + what + "; this works on " + opcodes + " only");
  }

  /** Refuses operations without a reply. */
  static Optional<String> answered(Opcode opcode) {
    return opcode.hasReply()
        ? Optional.empty()
        : Optional.of(
            opcode
                + " has no reply, and nobody waits for one; use delay, hang, drop, freeze, kill or"
                + " abort before the filesystem sees it");
  }

  /** Refuses phases after the filesystem for operations without a reply. */
  static Optional<String> ifReached(Opcode opcode, Phase phase) {
    return phase.isBeforeTheFilesystem() ? Optional.empty() : answered(opcode);
  }

  /** Sorted and each once; refuses places below 1 or above {@code most}. */
  static List<Integer> places(String what, List<Integer> places, int most) {
    for (int place : places) {
      if (place < 1 || place > most) {
        throw new IllegalArgumentException(
            "there is no " + what + " " + place + ": they count from 1 to " + most);
      }
    }
    return places.stream().sorted().distinct().toList();
  }

  static void requireParts(int parts) {
    if (parts < 2 || parts > 64) {
      throw new IllegalArgumentException("parts (" + parts + ") must be from 2 to 64");
    }
  }

  static void requirePositive(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " (" + number + ") must be 1 or more");
    }
  }

  static void requireNotNegative(String what, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(what + " (" + number + ") must not be negative");
    }
  }

  static void requireNotNegative(String what, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(what + " (" + duration + ") must not be negative");
    }
  }
}
