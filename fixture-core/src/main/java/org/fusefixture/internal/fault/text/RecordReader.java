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

/**
 * Reads values into records.
 *
 * <pre>
 *   record with one component       its value
 *   record with several             fields by the names of the components, in any order; what is
 *                                   left out is 0, false, empty or null. A single value is the first
 *   record without any              true; also one with a time alone, which is 0 then
 *   one of a sealed family          one field: the keyword of the class, and its value
 *   map to weights                  {A: 3, B: 1}; or A alone, or a list, where each weighs 1
 * </pre>
 */
public final class RecordReader {
  private RecordReader() {}

  /**
   * Reads a value.
   *
   * @param type a record, a sealed interface of records, an enum, a number, a string or a Duration
   * @throws FaultSyntaxException that says what is wrong and where
   */
  public static <T> T read(TextNode node, Class<T> type) {
    @SuppressWarnings("unchecked") // readType makes what the type says
    T value = (T) readType(node, type, type);
    return value;
  }

  private static Object readType(TextNode node, Class<?> type, Type generic) {
    if (type.isRecord()) {
      return readRecord(node, type);
    }
    if (type.isSealed()) {
      return readFamily(node, type);
    }
    if (type == List.class) {
      List<Object> list = new ArrayList<>();
      for (TextNode item : node.items()) {
        list.add(readType(item, argument(generic, 0), argument(generic, 0)));
      }
      return list;
    }
    if (type == Map.class) {
      return readWeights(node, argument(generic, 0));
    }
    try {
      return readScalar(node.scalar(), type);
    } catch (FaultSyntaxException e) {
      throw e;
    } catch (ArithmeticException e) {
      throw node.wrong("\"" + node.scalar() + "\" is out of range", e);
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
        throw node.wrong("this takes no value but true; leave it out otherwise");
      }
    } else if (components.length == 1) {
      boolean bare = components[0].getType() == Duration.class && node.isTrue();
      values[0] =
          bare
              ? Duration.ZERO
              : readType(node, components[0].getType(), components[0].getGenericType());
    } else if (node.isMapping()) {
      readFields(node, components, values);
    } else {
      values[0] = readType(node, components[0].getType(), components[0].getGenericType());
    }
    return construct(node, type, components, values);
  }

  private static void readFields(TextNode node, RecordComponent[] components, Object[] values) {
    List<String> names =
        Arrays.stream(components).map(component -> Keywords.of(component.getName())).toList();
    node.fields()
        .forEach(
            (name, field) -> {
              int index = names.indexOf(name);
              if (index < 0) {
                throw field.wrong("there is no such field" + Keywords.suggest(name, names));
              }
              values[index] =
                  readType(field, components[index].getType(), components[index].getGenericType());
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
      throw new AssertionError(type + " is a public record", e);
    }
  }

  private static Object readFamily(TextNode node, Class<?> sealed) {
    Map<String, Class<?>> family = Keywords.family(sealed);
    if (!node.isMapping()) {
      Class<?> member = family.get(node.scalar());
      if (member == null) {
        throw node.wrong(
            "\""
                + node.scalar()
                + "\" is not known"
                + Keywords.suggest(node.scalar(), family.keySet()));
      }
      Object[] values =
          Arrays.stream(member.getRecordComponents())
              .map(component -> absent(component.getType()))
              .toArray();
      return construct(node, member, member.getRecordComponents(), values);
    }
    Map<String, TextNode> fields = node.fields();
    if (fields.size() != 1) {
      throw node.wrong("one of " + String.join(", ", family.keySet()) + " is expected here");
    }
    Map.Entry<String, TextNode> only = fields.entrySet().iterator().next();
    Class<?> member = family.get(only.getKey());
    if (member == null) {
      throw only.getValue()
          .wrong("this is not known" + Keywords.suggest(only.getKey(), family.keySet()));
    }
    return readRecord(only.getValue(), member);
  }

  private static Map<Object, Integer> readWeights(TextNode node, Class<?> key) {
    Map<Object, Integer> weights = new LinkedHashMap<>();
    if (node.isMapping()) {
      node.fields()
          .forEach(
              (name, weight) ->
                  weights.put(
                      scalarAt(weight, name, key), (Integer) readType(weight, int.class, key)));
      return weights;
    }
    for (TextNode item : node.items()) {
      if (weights.put(scalarAt(item, item.scalar(), key), 1) != null) {
        throw item.wrong(item.scalar() + " is given twice; give it a weight, as in {A: 2, B: 1}");
      }
    }
    return weights;
  }

  private static Object scalarAt(TextNode node, String text, Class<?> type) {
    try {
      return readScalar(text, type);
    } catch (IllegalArgumentException e) {
      throw node.wrong(e.getMessage(), e);
    }
  }

  private static Object readScalar(String text, Class<?> type) {
    if (type == String.class) {
      return text;
    }
    if (type == Duration.class) {
      return DurationText.read(text);
    }
    if (type == boolean.class || type == Boolean.class) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException("\"" + text + "\" is not true or false");
      };
    }
    if (type == double.class || type == Double.class) {
      return number(text, Double::valueOf);
    }
    if (type == long.class || type == Long.class) {
      return SizeText.read(text);
    }
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(SizeText.read(text));
    }
    if (type.isEnum()) {
      return constant(text, type);
    }
    throw new AssertionError(type + " has no text");
  }

  private static Object number(String text, java.util.function.Function<String, Object> parse) {
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
    }
  }

  private static Object constant(String text, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(known -> ((Enum<?>) known).name()).toList();
    throw new IllegalArgumentException(
        "\"" + text + "\" is no " + type.getSimpleName() + Keywords.suggest(text, names));
  }

  private static Object absent(Class<?> type) {
    if (type == int.class) {
      return 0;
    }
    if (type == long.class) {
      return 0L;
    }
    if (type == double.class) {
      return 0.0;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == Duration.class) {
      return Duration.ZERO;
    }
    if (type == List.class) {
      return List.of();
    }
    return type == Map.class ? Map.of() : null;
  }

  private static Class<?> argument(Type generic, int index) {
    return (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[index];
  }
}
