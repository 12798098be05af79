package org.fusefixture.fault.effect;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * A WRITE is cut into parts, of which the filesystem gets some only, and is acknowledged as a
 * whole.
 *
 * @param parts how many parts of the same size, but for the last
 * @param keep the parts that are written, counted from 1
 */
public record Tear(int parts, List<Integer> keep) implements Effect {
  private static final Set<Opcode> OPCODES = EnumSet.of(Opcode.WRITE);

  private static final Set<Phase> PHASES = Limits.phases(Phase.BEFORE_DISPATCH);

  public Tear {
    if (parts < 2 || parts > 64) {
      throw new IllegalArgumentException("parts (" + parts + ") must be from 2 to 64");
    }
    keep = Limits.places("part", keep, parts);
    if (keep.isEmpty() || keep.size() == parts) {
      throw new IllegalArgumentException(
          "a torn write keeps some of its " + parts + " parts; for none use lose");
    }
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return Limits.only(OPCODES, opcode, "writes no payload that could be torn");
  }
}
