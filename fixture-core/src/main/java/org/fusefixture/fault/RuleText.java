package org.fusefixture.fault;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.FaultSyntaxException;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.text.RecordText;
import org.fusefixture.internal.fault.text.TextNode;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;

/**
 * The one grammar of rules: a mapping with {@code name}, {@code on}, {@code at}, {@code
 * probability}, {@code optional}, a field for each condition, one for the schedule and one for the
 * effect. The keywords are the names of the records.
 */
final class RuleText {
  private static final String ANY = "ANY";
  private static final Map<String, Class<?>> CONDITIONS = Keywords.family(RequestCondition.class);
  private static final Map<String, Class<?>> SCHEDULES = Keywords.family(CountingSchedule.class);
  private static final Map<String, Class<?>> EFFECTS = Keywords.family(FaultEffect.class);

  private RuleText() {}

  static Rule parse(String text) {
    return read(TextNode.parseFields(text));
  }

  static Rule read(TextNode node) {
    Map<String, TextNode> fields = new LinkedHashMap<>(node.fields());
    String name = text(fields.remove("name"), "");
    TextNode optionalAt = fields.remove("optional");
    boolean optional = optionalAt != null && RecordText.read(optionalAt, Boolean.class);
    TextNode on = fields.remove("on");
    if (on == null) {
      throw node.wrong("a rule must name its operations, as in on: WRITE, or on: " + ANY);
    }
    TextNode at = fields.remove("at");
    TextNode probability = fields.remove("probability");
    Trigger trigger = Trigger.ANY.with(opcodes(on));
    if (probability != null) {
      trigger = trigger.withProbability(number(probability, trigger));
    }
    TextNode effectAt = null;
    Effect effect = null;
    for (Map.Entry<String, TextNode> field : fields.entrySet()) {
      String keyword = field.getKey();
      TextNode value = field.getValue();
      if (EFFECTS.containsKey(keyword)) {
        if (effect != null) {
          throw value.wrong(
              "a rule has only one effect, and this one has \""
                  + Keywords.of(effect)
                  + "\" already; make two rules");
        }
        effect = (Effect) RecordText.read(value, EFFECTS.get(keyword));
        effectAt = value;
      } else {
        trigger = refine(trigger, keyword, value);
      }
    }
    if (effect == null) {
      throw node.wrong("a rule must have an effect: one of " + String.join(", ", EFFECTS.keySet()));
    }
    try {
      Phase phase = at == null ? defaultPhase(trigger, effect) : RecordText.read(at, Phase.class);
      return new Rule(name, trigger, phase, effect, optional);
    } catch (FaultSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw effectAt.wrong(e.getMessage(), e);
    }
  }

  static Phase defaultPhase(Trigger trigger, Effect effect) {
    return effect.defaultPhase(
        trigger.opcodes().isEmpty() ? Opcode.WRITE : trigger.opcodes().iterator().next());
  }

  static String print(Rule rule) {
    List<String> fields = new ArrayList<>();
    if (!rule.name().isEmpty()) {
      fields.add(RecordText.field("name", rule.name()));
    }
    Trigger trigger = rule.trigger();
    fields.add(
        RecordText.field("on", trigger.opcodes().isEmpty() ? ANY : List.copyOf(trigger.opcodes())));
    trigger.conditions().forEach(condition -> fields.add(RecordText.member(condition)));
    if (trigger.probability() < 1) {
      fields.add("probability: " + trigger.probability());
    }
    if (!trigger.schedule().equals(CountingSchedule.ALWAYS)) {
      fields.add(RecordText.member(trigger.schedule()));
    }
    fields.add(RecordText.field("at", rule.phase()));
    fields.add(RecordText.member(rule.effect()));
    if (rule.optional()) {
      fields.add("optional: true");
    }
    return String.join(", ", fields);
  }

  private static Trigger refine(Trigger trigger, String keyword, TextNode value) {
    try {
      if (CONDITIONS.containsKey(keyword)) {
        return trigger.and((Condition) RecordText.read(value, CONDITIONS.get(keyword)));
      }
      if (SCHEDULES.containsKey(keyword)) {
        return trigger.with((Schedule) RecordText.read(value, SCHEDULES.get(keyword)));
      }
    } catch (FaultSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw value.wrong(e.getMessage(), e);
    }
    Set<String> known = new TreeSet<>(CONDITIONS.keySet());
    known.addAll(SCHEDULES.keySet());
    known.addAll(EFFECTS.keySet());
    known.addAll(List.of("name", "on", "at", "probability", "optional"));
    throw value.wrong("unknown field \"" + keyword + "\"" + Keywords.suggest(keyword, known));
  }

  private static Set<Opcode> opcodes(TextNode on) {
    if (!on.isList() && on.scalar().equals(ANY)) {
      return Set.of();
    }
    Set<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
    for (TextNode item : on.items()) {
      if (!opcodes.add(RecordText.read(item, Opcode.class))) {
        throw item.wrong(item.scalar() + " is named twice");
      }
    }
    if (opcodes.isEmpty()) {
      throw on.wrong("no operation is named; for all of them write on: " + ANY);
    }
    return opcodes;
  }

  private static double number(TextNode node, Trigger trigger) {
    double value = RecordText.read(node, Double.class);
    try {
      trigger.withProbability(value);
    } catch (IllegalArgumentException e) {
      throw node.wrong(e.getMessage(), e);
    }
    return value;
  }

  private static String text(TextNode node, String absent) {
    return node == null ? absent : node.scalar();
  }
}
