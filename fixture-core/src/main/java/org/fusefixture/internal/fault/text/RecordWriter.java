package org.fusefixture.internal.fault.text;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints what {@link RecordReader} reads, on one line. */
public final class RecordWriter {
  private RecordWriter() {}

  /** A value: record, member of a sealed family is printed as its own value, without keyword. */
  public static String write(Object value) {
    if (value instanceof Record fields) {
      return writeRecord(fields);
    }
    if (value instanceof List<?> list) {
      return list.size() == 1
          ? write(list.get(0))
          : list.stream().map(RecordWriter::write).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> weights) {
      return writeWeights(weights);
    }
    if (value instanceof Duration duration) {
      return DurationText.write(duration);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value instanceof String text ? quote(text) : String.valueOf(value);
  }

  /** {@code keyword: value}. */
  public static String field(String keyword, Object value) {
    return keyword + ": " + write(value);
  }

  /** {@code keyword: value} of a member of a family. */
  public static String member(Object value) {
    return field(Keywords.of(value.getClass().getSimpleName()), value);
  }

  private static String writeRecord(Record value) {
    RecordComponent[] components = value.getClass().getRecordComponents();
    if (components.length == 0) {
      return "true";
    }
    if (components.length == 1) {
      if (components[0].getType() == Duration.class
          && isAbsent(components[0], component(components[0], value))) {
        return "true";
      }
      return writeComponent(components[0], component(components[0], value));
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

  /** What a reader takes for granted: of numbers that can be null, null alone. */
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
      throw new AssertionError(value.getClass() + " is a public record", e);
    }
  }

  private static String writeWeights(Map<?, ?> weights) {
    boolean even = weights.values().stream().allMatch(weight -> weight.equals(1));
    return even
        ? write(weights.keySet().stream().map(RecordWriter::constant).toList())
        : weights.entrySet().stream()
            .map(entry -> constant(entry.getKey()) + ": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String constant(Object key) {
    return ((Enum<?>) key).name();
  }

  /** Plain where that is safe, otherwise as in JSON. */
  static String quote(String text) {
    if (text.matches("[A-Za-z0-9_./$][A-Za-z0-9_./$-]*")) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            code -> {
              if (code == '"' || code == '\\') {
                quoted.append('\\').appendCodePoint(code);
              } else if (code >= ' ' && code < 0x7f) {
                quoted.appendCodePoint(code);
              } else {
                quoted.append(String.format(code > 0xffff ? "\\U%08x" : "\\u%04x", code));
              }
            });
    return quoted.append('"').toString();
  }
}
