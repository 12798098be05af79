package org.fusefixture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.trigger.Condition;
import org.fusefixture.fault.trigger.Outcome;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.fault.trigger.Schedule;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.FaultEffect;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.internal.fault.trigger.CountingSchedule;
import org.fusefixture.internal.fault.trigger.RequestCondition;

/**
 * Every rule that can be made is read back from what it prints. Rules are drawn from the classes of
 * effects, conditions and schedules themselves, so that none can be forgotten.
 */
class RuleTextPropertyTest {
  private static final List<String> TEXTS =
      List.of(
          "notes",
          "a b",
          "dir/file",
          "",
          "quo\"te",
          "back\\\\slash",
          "colon: x",
          "{brace, [list]}",
          "# no comment",
          "true",
          "null",
          "~",
          "- dash",
          "\u00fcml\u00e4ut",
          "\ud83d\ude00",
          "tab\tnew\nline",
          "*",
          "&anchor",
          "!tag",
          "%percent",
          "'single'");

  @Property(tries = 1000)
  void printedRule_isReadBack(@ForAll("rules") Rule rule) {
    assertThat(Rule.parse(rule.toString())).as(rule.toString()).isEqualTo(rule);
  }

  @Property(tries = 200)
  void printedScenario_isReadBack(@ForAll("scenarios") Scenario scenario) {
    assertThat(Scenario.parse(scenario.toString())).isEqualTo(scenario);
  }

  @Example
  void drawnRules_coverEveryEffectConditionAndSchedule() {
    Set<String> seen = new TreeSet<>();
    for (long seed = 0; seed < 2000; seed++) {
      rule(new Random(seed))
          .ifPresent(
              rule -> {
                seen.add(Keywords.of(rule.effect()));
                seen.add(Keywords.of(rule.trigger().schedule()));
                rule.trigger().conditions().forEach(c -> seen.add(Keywords.of(c)));
              });
    }
    Set<String> all = new HashSet<>(Keywords.family(FaultEffect.class).keySet());
    all.addAll(Keywords.family(CountingSchedule.class).keySet());
    all.addAll(Keywords.family(RequestCondition.class).keySet());
    assertThat(seen).containsAll(all);
  }

  @Provide
  Arbitrary<Rule> rules() {
    return Arbitraries.longs()
        .map(seed -> rule(new Random(seed)))
        .filter(Optional::isPresent)
        .map(Optional::get);
  }

  @Provide
  Arbitrary<Scenario> scenarios() {
    return rules()
        .list()
        .ofMaxSize(4)
        .map(
            rules ->
                new Scenario(
                    "some scenario",
                    rules.size() % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(42),
                    rules.stream().map(rule -> rule.withName("")).toList()));
  }

  /** Nothing where chance put together what is refused. */
  private static Optional<Rule> rule(Random random) {
    try {
      Effect effect = (Effect) member(FaultEffect.class, random);
      Set<Opcode> opcodes = EnumSet.noneOf(Opcode.class);
      Phase phase = List.copyOf(effect.phases()).get(random.nextInt(effect.phases().size()));
      for (Opcode opcode : Opcode.values()) {
        if (!opcode.isServedBySession()
            && effect.refusal(opcode, phase).isEmpty()
            && random.nextInt(3) == 0) {
          opcodes.add(opcode);
        }
      }
      List<Condition> conditions = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        conditions.add((Condition) member(RequestCondition.class, random));
      }
      Trigger trigger =
          new Trigger(
              opcodes,
              conditions,
              random.nextBoolean() ? 1 : 1 - random.nextDouble(),
              (Schedule) member(CountingSchedule.class, random));
      String name = random.nextBoolean() ? "" : "rule-" + random.nextInt(9);
      return Optional.of(new Rule(name, trigger, phase, effect, random.nextBoolean()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Object member(Class<?> sealed, Random random) {
    List<Class<?>> family = List.copyOf(Keywords.family(sealed).values());
    return draw(family.get(random.nextInt(family.size())), null, random);
  }

  private static Object draw(Class<?> type, Type generic, Random random) {
    if (type.isRecord()) {
      return record(type, random);
    }
    if (type.isSealed()) {
      return member(type, random);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type == int.class || type == Integer.class) {
      return random.nextInt(20);
    }
    if (type == long.class || type == Long.class) {
      return random.nextBoolean() ? (Object) (long) random.nextInt(20) : random.nextLong() >>> 1;
    }
    if (type == boolean.class) {
      return random.nextBoolean();
    }
    if (type == Duration.class) {
      return Duration.ofNanos(random.nextInt(4) * (long) Math.pow(10, random.nextInt(12)));
    }
    if (type == String.class) {
      return random.nextInt(4) == 0
          ? "org.fusefixture.Some$Class"
          : TEXTS.get(random.nextInt(TEXTS.size()));
    }
    if (type == List.class) {
      Class<?> item = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(item == Outcome.class ? draw(item, null, random) : draw(item, null, random));
      }
      return list;
    }
    if (type == Map.class) {
      Class<?> key = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
      Class<?> value = (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[1];
      Map<Object, Object> weights = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        int weight = 1 + random.nextInt(3);
        weights.put(draw(key, null, random), value == Long.class ? (Object) (long) weight : weight);
      }
      return weights;
    }
    throw new AssertionError(type);
  }

  private static Object record(Class<?> type, Random random) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      boolean absent = !types[i].isPrimitive() && types[i].getName().startsWith("java.lang.");
      values[i] =
          absent && types[i] != String.class && random.nextBoolean()
              ? null
              : draw(types[i], components[i].getGenericType(), random);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
