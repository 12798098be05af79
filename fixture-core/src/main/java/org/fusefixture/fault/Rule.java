package org.fusefixture.fault;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.Keywords;

/**
 * One fault: when it fires, what it does, and at which phase of a request. Printed as, and read
 * from,
 *
 * <pre>
 *   name: third-write, on: WRITE, path: notes, nth: 3, at: BEFORE_DISPATCH, fail: EIO
 * </pre>
 *
 * <p>A rule that could never do anything is refused when it is created.
 *
 * @param name unique in its mount; if empty, the rule gets a number when it is set
 * @param trigger when
 * @param phase at which moment of a request
 * @param effect what
 * @param optional whether a test passes if it never fires
 */
public record Rule(String name, Trigger trigger, Phase phase, Effect effect, boolean optional) {

  /**
   * Refuses a rule that could never do anything.
   *
   * @param name as {@link #name()}
   * @param trigger as {@link #trigger()}
   * @param phase as {@link #phase()}
   * @param effect as {@link #effect()}
   * @param optional as {@link #optional()}
   * @throws IllegalArgumentException if the effect cannot happen so; the message says what to
   *     change
   */
  public Rule {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(phase, "phase");
    Objects.requireNonNull(effect, "effect");
    if (!(effect instanceof FaultEffect)) {
      throw new IllegalArgumentException(
          "an effect is made by a verb of RuleBuilder, unlike " + effect.getClass().getName());
    }
    if (!name.matches("[\\p{Alnum}_.-]*")) {
      throw new IllegalArgumentException(
          "invalid rule name \"" + name + "\": expected letters, digits, '_', '.' and '-' only");
    }
    if (!effect.phases().contains(phase)) {
      throw new IllegalArgumentException(
          Keywords.of(effect)
              + " cannot happen at "
              + phase
              + ", only at "
              + effect.phases()
              + "; leave \"at\" out for "
              + effect.phases().iterator().next());
    }
    for (Opcode opcode : trigger.opcodes()) {
      Optional<String> refusal = refusal(opcode, trigger, phase, effect);
      if (refusal.isPresent()) {
        throw new IllegalArgumentException(
            Keywords.of(effect) + " on " + opcode + " at " + phase + ": " + refusal.get());
      }
    }
    if (trigger.opcodes().isEmpty() && possible(trigger, phase, effect).isEmpty()) {
      throw new IllegalArgumentException(
          Keywords.of(effect)
              + " works on no operation at "
              + phase
              + " with these conditions; change the phase or the conditions");
    }
  }

  /**
   * {@return the start of a rule on some operations; the verb of its effect completes it}
   *
   * @param first an operation
   * @param more further operations
   */
  public static RuleBuilder<Rule> on(Opcode first, Opcode... more) {
    return new RuleBuilder<>(rule -> rule).on(first, more);
  }

  /** {@return the start of a rule on every operation on which its effect works} */
  public static RuleBuilder<Rule> onAny() {
    return new RuleBuilder<>(rule -> rule);
  }

  /**
   * {@return the rule that a text describes}
   *
   * @param text as {@link #toString} prints it
   * @throws IllegalArgumentException if it cannot be read, with line, column, field and what to
   *     write instead
   */
  public static Rule parse(String text) {
    return RuleText.parse(text);
  }

  /** {@return the operations that it can hit} */
  public Set<Opcode> opcodes() {
    return trigger.opcodes().isEmpty() ? possible(trigger, phase, effect) : trigger.opcodes();
  }

  /**
   * {@return this rule under another name}
   *
   * @param value letters, digits, '_', '.' and '-'
   */
  public Rule withName(String value) {
    return new Rule(value, trigger, phase, effect, optional);
  }

  /** {@return this rule, which need not fire} */
  public Rule asOptional() {
    return new Rule(name, trigger, phase, effect, true);
  }

  /** What {@link #parse} reads. */
  @Override
  public String toString() {
    return RuleText.print(this);
  }

  private static Set<Opcode> possible(Trigger trigger, Phase phase, Effect effect) {
    EnumSet<Opcode> possible = EnumSet.noneOf(Opcode.class);
    for (Opcode opcode : Opcode.values()) {
      if (refusal(opcode, trigger, phase, effect).isEmpty()) {
        possible.add(opcode);
      }
    }
    return Collections.unmodifiableSet(possible);
  }

  private static Optional<String> refusal(
      Opcode opcode, Trigger trigger, Phase phase, Effect effect) {
    if (opcode.isServedBySession()) {
      return Optional.of(
          opcode + " is answered by the session, and no filesystem sees it; leave it out");
    }
    Optional<String> refusal = effect.refusal(opcode, phase);
    for (Condition condition : trigger.conditions()) {
      if (refusal.isEmpty()) {
        refusal = condition.refusal(opcode);
      }
    }
    return refusal;
  }
}
