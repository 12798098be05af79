package org.fusefixture.fault.effect;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;

/**
 * The kernel is told of a change that never was.
 *
 * @param notice of what
 */
public record NotifyKernel(Notice notice) implements Effect {
  private static final Set<Opcode> NAMED =
      Opcode.where(opcode -> opcode.isAboutEntry() && opcode.shape().hasEntry());
  private static final Set<Phase> PHASES = Limits.phases(Phase.AFTER_REPLY);

  public NotifyKernel {
    Objects.requireNonNull(notice, "the notice is to be named");
  }

  @Override
  public Set<Phase> phases() {
    return PHASES;
  }

  @Override
  public Optional<String> refusal(Opcode opcode, Phase phase) {
    return !opcode.hasReply()
        ? Limits.answered(opcode)
        : notice.isAboutName() && !NAMED.contains(opcode)
            ? Optional.of(
                opcode
                    + " is about no name that "
                    + notice
                    + " could tell of; only "
                    + NAMED
                    + " are")
            : notice == Notice.STORE_ZEROS && !opcode.hasRange()
                ? Optional.of(opcode + " is about no range of a file that could be stored")
                : Optional.empty();
  }
}
