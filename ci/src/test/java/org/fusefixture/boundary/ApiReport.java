package org.fusefixture.boundary;

import static java.util.Comparator.comparing;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The public API as text: a page for each package, sorted by name. Types have their simple names,
 * members are public unless they say that they are protected, and a record's components stand for
 * its constructor and accessors.
 */
final class ApiReport {
  private static final int CLASS_MODIFIERS =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private ApiReport() {}

  /** Pages by the names of packages. */
  static Map<String, String> pages(Collection<Class<?>> types) {
    Map<String, String> pages = new TreeMap<>();
    types.stream()
        .sorted(comparing(Class::getName))
        .forEach(type -> pages.merge(type.getPackageName(), describe(type), ApiReport::join));
    return pages;
  }

  private static String join(String page, String type) {
    return page + "\n" + type;
  }

  /** A line for the type, and an indented one for each member. */
  static String describe(Class<?> type) {
    List<String> lines = new ArrayList<>();
    if (type.isEnum()) {
      lines.add(
          Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", ")));
    }
    Signatures.fields(type).stream()
        .filter(field -> !field.isEnumConstant())
        .sorted(comparing(Field::getName))
        .forEach(field -> lines.add(field(field)));
    if (!type.isEnum()) {
      Signatures.constructors(type).stream()
          .filter(constructor -> !isCanonical(constructor))
          .map(ApiReport::executable)
          .sorted()
          .forEach(lines::add);
    }
    Signatures.methods(type).stream()
        .filter(method -> !isOfComponent(method))
        .sorted(comparing(Method::getName).thenComparing(ApiReport::method))
        .forEach(method -> lines.add(method(method)));
    return header(type)
        + "\n"
        + lines.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  /** What the header of a record tells by its components. */
  private static boolean isCanonical(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
  }

  private static boolean isOfComponent(Method method) {
    Class<?> type = method.getDeclaringClass();
    return type.isRecord()
        && Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getAccessor)
            .anyMatch(method::equals);
  }

  private static String header(Class<?> type) {
    int modifiers = type.getModifiers() & CLASS_MODIFIERS;
    if (type.isInterface()) {
      modifiers &= ~(Modifier.ABSTRACT | Modifier.STATIC);
    } else if (type.isRecord() || type.isEnum()) {
      modifiers &= ~(Modifier.FINAL | Modifier.STATIC | Modifier.ABSTRACT);
    }
    StringBuilder header = new StringBuilder(Modifier.toString(modifiers)).append(' ');
    if (type.isSealed() && !type.isEnum()) {
      header.append("sealed ");
    }
    header.append(kind(type)).append(' ').append(name(type.getTypeName()));
    header.append(variables(type.getTypeParameters()));
    if (type.isRecord()) {
      header.append(
          Arrays.stream(type.getRecordComponents())
              .map(ApiReport::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    Type above = type.getGenericSuperclass();
    if (above != null && !type.isEnum() && !type.isRecord() && isWorthTelling(above)) {
      header.append(" extends ").append(name(above.getTypeName()));
    }
    if (!type.isAnnotation() && type.getGenericInterfaces().length > 0) {
      header.append(type.isInterface() ? " extends " : " implements ");
      header.append(
          Arrays.stream(type.getGenericInterfaces())
              .map(each -> name(each.getTypeName()))
              .collect(Collectors.joining(", ")));
    }
    return header.toString();
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    return type.isRecord() ? "record" : type.isEnum() ? "enum" : "class";
  }

  private static boolean isWorthTelling(Type supertype) {
    return supertype != Object.class
        && !(supertype instanceof Class<?> plain && !PublicApi.isVisible(plain));
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(ApiReport::variable)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private static String variable(TypeVariable<?> variable) {
    String bounds =
        Arrays.stream(variable.getBounds())
            .filter(bound -> bound != Object.class)
            .map(bound -> name(bound.getTypeName()))
            .collect(Collectors.joining(" & "));
    return variable.getName() + (bounds.isEmpty() ? "" : " extends " + bounds);
  }

  private static String component(RecordComponent component) {
    return name(component.getGenericType().getTypeName()) + " " + component.getName();
  }

  private static String field(Field field) {
    String full = field.toGenericString();
    return shorten(full.substring(0, full.lastIndexOf(' ') + 1)) + field.getName();
  }

  private static String method(Method method) {
    String line = executable(method);
    return method.getDefaultValue() == null
        ? line
        : line + " default " + value(method.getDefaultValue());
  }

  private static String executable(Executable executable) {
    String owner = executable.getDeclaringClass().getTypeName();
    String full = executable.toGenericString();
    return executable instanceof Method
        ? shorten(
            full.replace(owner + "." + executable.getName() + "(", executable.getName() + "("))
        : shorten(full);
  }

  private static String shorten(String member) {
    return name(
        member.replaceFirst("^public ", "").replaceFirst("\\b(abstract|synchronized|native) ", ""));
  }

  /** Of a member of an annotation. */
  private static String value(Object value) {
    if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> value(Array.get(value, i)))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Class<?> type) {
      return name(type.getTypeName()) + ".class";
    }
    return value instanceof String ? "\"" + value + "\"" : value.toString();
  }

  /** Simple names are enough: no two types share one, and none is that of a JDK type. */
  private static String name(String text) {
    return text.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
        .replace('$', '.')
        .replaceAll(",(?! )", ", ");
  }
}
