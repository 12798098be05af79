package org.fusefixture.fault.effect;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/** Checks that several effects share. */
final class Limits {
  private Limits() {}

  static Set<Phase> phases(Phase... phases) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(phases)));
  }

  static Optional<String> only(Collection<Opcode> opcodes, Opcode opcode, String what) {
    return opcodes.contains(opcode)
        ? Optional.empty()
        : Optional.of(opcode + " " + what + "; only " + opcodes + " can be hit in this way");
  }

  static Optional<String> answered(Opcode opcode) {
    return opcode.hasReply()
        ? Optional.empty()
        : Optional.of(
            opcode
                + " has no reply, and nobody waits for one; use delay, hang, drop, freeze, kill or"
                + " abort before the filesystem sees it");
  }

  /** An effect at any phase, of which requests without a reply have only the first two. */
  static Optional<String> ifReached(Opcode opcode, Phase phase) {
    return phase.isBeforeTheFilesystem() ? Optional.empty() : answered(opcode);
  }

  /** Sorted, each once, from 1 to a number. */
  static List<Integer> places(String what, List<Integer> places, int most) {
    for (int place : places) {
      if (place < 1 || place > most) {
        throw new IllegalArgumentException(
            "there is no " + what + " " + place + ": they count from 1 to " + most);
      }
    }
    return places.stream().sorted().distinct().toList();
  }

  static void requireText(String what, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is to be given, for example \"a\"");
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
}
