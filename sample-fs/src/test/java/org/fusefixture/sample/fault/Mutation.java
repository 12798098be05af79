package org.fusefixture.sample.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Trigger;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.DataEffects.Corrupt;
import org.fusefixture.internal.fault.effect.NotifyKernel;
import org.fusefixture.internal.fault.effect.ReplyEffects.Malform;
import org.fusefixture.internal.fault.trigger.CountingSchedule;

/**
 * Breaks the part of the fault engine that a file beside the test classes names, and notes which
 * parts a test uses. Called by {@link WovenEngine} when a rule is set, and when one hits.
 */
public final class Mutation {
  private static final Path DIRECTORY = besideClasses();
  private static final Path MUTANT = DIRECTORY.resolve("mutant");
  private static final Path USED = DIRECTORY.resolve("used");
  private static final Duration LIFE = Duration.ofMinutes(2);

  /** Rules as they were written, by name. */
  private static final Map<String, String> WRITTEN = new ConcurrentHashMap<>();

  /** Names of rules whose effects do nothing. */
  private static final Set<String> INEFFECTIVE = ConcurrentHashMap.newKeySet();

  private Mutation() {}

  /**
   * A rule is set. A condition that is out of order holds for every request, a schedule hits every
   * one, the probability is 1, of the operations only the first counts, the phase is the usual one.
   */
  public static Rule mutate(Rule rule) {
    WRITTEN.put(rule.name(), rule.toString());
    if (disables(nameOf(rule.effect()))) {
      INEFFECTIVE.add(rule.name());
    } else {
      INEFFECTIVE.remove(rule.name());
    }
    Trigger trigger = rule.trigger();
    List<Condition> conditions = new ArrayList<>(trigger.conditions());
    conditions.removeIf(condition -> disables(nameOf(condition)));
    Schedule schedule =
        disables(nameOf(trigger.schedule())) ? CountingSchedule.ALWAYS : trigger.schedule();
    double probability =
        trigger.probability() < 1 && disables("Probability") ? 1 : trigger.probability();
    Set<Opcode> opcodes = rule.opcodes();
    if (opcodes.size() > 1 && disables("Operations")) {
      opcodes = Set.of(opcodes.iterator().next());
    }
    Phase usual = rule.effect().defaultPhase(rule.opcodes().iterator().next());
    Phase phase = disables("Phase") ? usual : rule.phase();
    return new Rule(
        rule.name(),
        new Trigger(opcodes, conditions, probability, schedule),
        phase,
        rule.effect(),
        rule.optional());
  }

  /** Whether the effect of a rule does nothing although the rule fires. */
  public static boolean isIneffective(String rule) {
    return INEFFECTIVE.contains(rule);
  }

  /** The receipt of the rule as it was written: a test must notice what the engine does. */
  public static RuleReceipt asWritten(RuleReceipt receipt) {
    return new RuleReceipt(
        receipt.name(),
        WRITTEN.get(receipt.name()),
        receipt.optional(),
        receipt.matched(),
        receipt.fired(),
        receipt.firings(),
        receipt.nearMisses());
  }

  private static boolean disables(String part) {
    if (!Files.isDirectory(DIRECTORY) || !Files.isWritable(DIRECTORY)) {
      return false;
    }
    try {
      Files.writeString(USED, part + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      return Files.exists(MUTANT) && isFresh() && Files.readString(MUTANT).equals(part);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mutant that a killed test run has left must not break the next run. */
  private static boolean isFresh() throws IOException {
    return Files.getLastModifiedTime(MUTANT).toInstant().isAfter(Instant.now().minus(LIFE));
  }

  private static String nameOf(Object part) {
    String name = part.getClass().getSimpleName();
    if (part instanceof Corrupt corrupt) {
      return name + " " + corrupt.damage().getClass().getSimpleName();
    }
    if (part instanceof Malform malform) {
      return name + " " + malform.defect();
    }
    return part instanceof NotifyKernel notice ? name + " " + notice.notice() : name;
  }

  /** The test JVM and the servers see the same files. */
  static Path directory() {
    return DIRECTORY;
  }

  /** From now on, in servers to which rules are sent. */
  static void disable(String part) throws IOException {
    Files.writeString(MUTANT, part);
  }

  /** The parts that were used since the last call. */
  static Set<String> takeUsed() throws IOException {
    if (!Files.exists(USED)) {
      return Set.of();
    }
    Set<String> used = new TreeSet<>(Files.readAllLines(USED));
    Files.delete(USED);
    return used;
  }

  private static Path besideClasses() {
    try {
      return Path.of(Mutation.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling("fault-mutation");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
