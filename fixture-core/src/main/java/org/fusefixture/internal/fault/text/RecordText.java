package org.fusefixture.internal.fault.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads values into records, and prints them on one line in the same form.
 *
 * <pre>
 *   record with one component       its value
 *   record with several             fields by the names of the components, in any order; a field
 *                                   that is left out is 0, false, empty or null. A single value is
 *                                   the first component
 *   record without components       true; also a record with a duration alone, which is 0 then
 *   one of a sealed family          one field: the keyword of the record, and its value
 *   map of constants to weights     {A: 3, B: 1}; or A alone, or a list, each with weight 1
 *   map of constants to values      {free-blocks: 3}
 * </pre>
 */
public final class RecordText {
  private RecordText() {}

  /**
   * Reads a value.
   *
   * @param type a record, a sealed interface of records, an enum, a number, a string or a Duration
   * @throws FaultSyntaxException if the text is not one, with line, column and field
   */
  public static <T> T read(TextNode node, Class<T> type) {
    @SuppressWarnings("unchecked") // readType makes what the type says
    T value = (T) readType(node, type, type);
    return value;
  }

  /** {@code keyword: value}. */
  public static String field(String keyword, Object value) {
    return keyword + ": " + write(value);
  }

  /** {@code keyword: value} of a member of a family. */
  public static String member(Object value) {
    return field(Keywords.of(value), value);
  }

  private static Object readType(TextNode node, Class<?> type, Type generic) {
    if (type.isRecord()) {
      return readRecord(node, type);
    }
    if (type.isSealed()) {
      return readMember(node, type);
    }
    if (type == List.class) {
      List<Object> list = new ArrayList<>();
      for (TextNode item : node.items()) {
        list.add(readType(item, argument(generic, 0), argument(generic, 0)));
      }
      return list;
    }
    if (type == Map.class) {
      return argument(generic, 1) == Integer.class
          ? readWeights(node, argument(generic, 0))
          : readValues(node, argument(generic, 0), argument(generic, 1));
    }
    return readScalar(node, node.scalar(), type);
  }

  private static Object readScalar(TextNode node, String text, Class<?> type) {
    try {
      return Scalars.read(text, type);
    } catch (ArithmeticException e) {
      throw node.wrong("\"" + text + "\" is out of range", e);
    } catch (IllegalArgumentException e) {
      throw node.wrong(e.getMessage(), e);
    }
  }

  private static Object readRecord(TextNode node, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = absent(components[i].getType());
    }
    if (components.length == 0) {
      if (!node.scalar().equals("true")) {
        throw node.wrong("this takes no value but true; otherwise leave it out");
      }
    } else if (components.length == 1) {
      if (components[0].getType() != Duration.class || !node.isTrue()) {
        values[0] = readComponent(node, components[0]);
      }
    } else if (node.isMapping()) {
      readFields(node, components, values);
    } else {
      values[0] = readComponent(node, components[0]);
    }
    return construct(node, type, components, values);
  }

  private static Object readComponent(TextNode node, RecordComponent component) {
    return readType(node, component.getType(), component.getGenericType());
  }

  private static void readFields(TextNode node, RecordComponent[] components, Object[] values) {
    List<String> names =
        Arrays.stream(components).map(component -> Keywords.of(component.getName())).toList();
    node.fields()
        .forEach(
            (name, field) -> {
              int index = names.indexOf(name);
              if (index < 0) {
                throw field.wrong("unknown field \"" + name + "\"" + Keywords.suggest(name, names));
              }
              values[index] = readComponent(field, components[index]);
            });
  }

  private static Object construct(
      TextNode node, Class<?> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw node.wrong(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " must be a public record", e);
    }
  }

  private static Object readMember(TextNode node, Class<?> sealed) {
    Map<String, Class<?>> family = Keywords.family(sealed);
    if (!node.isMapping()) {
      Class<?> member = member(node, node.scalar(), family);
      RecordComponent[] components = member.getRecordComponents();
      Object[] values =
          Arrays.stream(components).map(component -> absent(component.getType())).toArray();
      return construct(node, member, components, values);
    }
    Map<String, TextNode> fields = node.fields();
    if (fields.size() != 1) {
      throw node.wrong("expected exactly one of " + String.join(", ", family.keySet()));
    }
    Map.Entry<String, TextNode> only = fields.entrySet().iterator().next();
    return readRecord(only.getValue(), member(only.getValue(), only.getKey(), family));
  }

  private static Class<?> member(TextNode node, String keyword, Map<String, Class<?>> family) {
    Class<?> member = family.get(keyword);
    if (member == null) {
      throw node.wrong(
          "unknown value \"" + keyword + "\"" + Keywords.suggest(keyword, family.keySet()));
    }
    return member;
  }

  private static Map<Object, Object> readWeights(TextNode node, Class<?> key) {
    Map<Object, Object> weights = new LinkedHashMap<>();
    if (node.isMapping()) {
      node.fields()
          .forEach(
              (name, weight) ->
                  weights.put(
                      readScalar(weight, name, key), readType(weight, int.class, int.class)));
      return weights;
    }
    for (TextNode item : node.items()) {
      if (weights.put(readScalar(item, item.scalar(), key), 1) != null) {
        throw item.wrong(item.scalar() + " is given twice; give it a weight, as in {A: 2, B: 1}");
      }
    }
    return weights;
  }

  private static Map<Object, Object> readValues(TextNode node, Class<?> key, Class<?> type) {
    Map<String, Object> constants =
        Arrays.stream(key.getEnumConstants())
            .collect(Collectors.toMap(known -> Keywords.of((Enum<?>) known), Function.identity()));
    Map<Object, Object> values = new LinkedHashMap<>();
    node.fields()
        .forEach(
            (name, field) -> {
              if (!constants.containsKey(name)) {
                throw field.wrong(
                    "unknown field \""
                        + name
                        + "\""
                        + Keywords.suggest(name, constants.keySet().stream().sorted().toList()));
              }
              values.put(constants.get(name), readType(field, type, type));
            });
    return values;
  }

  private static Object absent(Class<?> type) {
    if (type == List.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : Scalars.absent(type);
  }

  private static Class<?> argument(Type generic, int index) {
    return (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[index];
  }

  /** A value; a member of a sealed family is printed as its own value, without its keyword. */
  private static String write(Object value) {
    if (value instanceof Record fields) {
      return writeRecord(fields);
    }
    if (value instanceof List<?> list) {
      return list.size() == 1
          ? write(list.get(0))
          : list.stream().map(RecordText::write).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Map<?, ?> map ? writeMap(map) : Scalars.write(value);
  }

  private static String writeRecord(Record value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    if (components.length == 0) {
      return "true";
    }
    if (components.length == 1) {
      Object only = component(components[0], value);
      return components[0].getType() == Duration.class && isAbsent(components[0], only)
          ? "true"
          : writeComponent(components[0], only);
    }
    List<String> fields = new ArrayList<>();
    boolean firstOnly = false;
    for (RecordComponent part : components) {
      Object component = component(part, value);
      if (!isAbsent(part, component)) {
        firstOnly = fields.isEmpty() && part == components[0];
        fields.add(Keywords.of(part.getName()) + ": " + writeComponent(part, component));
      }
    }
    if (firstOnly && fields.size() == 1 && isPlain(components[0].getType())) {
      return writeComponent(components[0], component(components[0], value));
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private static String writeComponent(RecordComponent part, Object value) {
    return part.getType().isSealed() ? "{" + member(value) + "}" : write(value);
  }

  private static boolean isPlain(Class<?> type) {
    return !type.isSealed() && !type.isRecord() && !Map.class.isAssignableFrom(type);
  }

  /** Whether the reader supplies it; of numbers that may be null, null alone. */
  private static boolean isAbsent(RecordComponent part, Object value) {
    return value == null
        || value instanceof Duration duration && duration.isZero()
        || value instanceof Boolean flag && !flag
        || value instanceof Number number && part.getType().isPrimitive() && number.longValue() == 0
        || value instanceof List<?> list && list.isEmpty();
  }

  private static Object component(RecordComponent part, Record value) {
    try {
      return part.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(value.getClass() + " must be a public record", e);
    }
  }

  private static String writeMap(Map<?, ?> map) {
    boolean weights = map.values().stream().allMatch(Integer.class::isInstance);
    if (weights && map.values().stream().allMatch(weight -> weight.equals(1))) {
      return write(map.keySet().stream().map(key -> ((Enum<?>) key).name()).toList());
    }
    return map.entrySet().stream()
        .map(
            entry -> {
              Enum<?> key = (Enum<?>) entry.getKey();
              return (weights ? key.name() : Keywords.of(key)) + ": " + entry.getValue();
            })
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
