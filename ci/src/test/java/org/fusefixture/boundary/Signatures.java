package org.fusefixture.boundary;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What users see of a type: its public and protected members, and the types that they name. */
final class Signatures {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private Signatures() {}

  static List<Constructor<?>> constructors(Class<?> type) {
    return Arrays.stream(type.getDeclaredConstructors()).filter(Signatures::isVisible).toList();
  }

  /** Also those that it inherits from a type that users do not see. */
  static List<Method> methods(Class<?> type) {
    return declaring(type)
        .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
        .filter(Signatures::isVisible)
        .filter(method -> !method.isBridge())
        .filter(method -> !OF_EVERY_OBJECT.contains(method.getName()))
        .filter(method -> !type.isEnum() || !isOfEveryEnum(method))
        .toList();
  }

  static List<Field> fields(Class<?> type) {
    return declaring(type)
        .flatMap(declaring -> Arrays.stream(declaring.getDeclaredFields()))
        .filter(Signatures::isVisible)
        .toList();
  }

  /** All types that the signatures of a type name. */
  static Set<Class<?>> named(Class<?> type) {
    Set<Class<?>> named = new LinkedHashSet<>();
    supertypes(type).forEach(supertype -> add(named, supertype));
    addBounds(named, type.getTypeParameters());
    fields(type).forEach(field -> add(named, field.getGenericType()));
    constructors(type).forEach(constructor -> addParameters(named, constructor));
    for (Method method : methods(type)) {
      addParameters(named, method);
      add(named, method.getGenericReturnType());
    }
    return named;
  }

  static List<Type> supertypes(Class<?> type) {
    List<Type> supertypes = new ArrayList<>();
    if (type.getGenericSuperclass() != null) {
      supertypes.add(type.getGenericSuperclass());
    }
    supertypes.addAll(List.of(type.getGenericInterfaces()));
    return supertypes;
  }

  private static Stream<Class<?>> declaring(Class<?> type) {
    Class<?> above = type.getSuperclass();
    return above == null || PublicApi.isVisible(above)
        ? Stream.of(type)
        : Stream.concat(Stream.of(type), declaring(above));
  }

  private static boolean isVisible(Member member) {
    int modifiers = member.getModifiers();
    return !member.isSynthetic()
        && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers));
  }

  private static boolean isOfEveryEnum(Method method) {
    return method.getName().equals("values") || method.getName().equals("valueOf");
  }

  private static void addParameters(Set<Class<?>> named, Executable executable) {
    addBounds(named, executable.getTypeParameters());
    for (Type parameter : executable.getGenericParameterTypes()) {
      add(named, parameter);
    }
    for (Type thrown : executable.getGenericExceptionTypes()) {
      add(named, thrown);
    }
  }

  private static void addBounds(Set<Class<?>> named, TypeVariable<?>[] variables) {
    for (TypeVariable<?> variable : variables) {
      for (Type bound : variable.getBounds()) {
        if (!(bound instanceof ParameterizedType parameterized)
            || !Arrays.asList(parameterized.getActualTypeArguments()).contains(variable)) {
          add(named, bound);
        }
      }
    }
  }

  private static void add(Set<Class<?>> named, Type type) {
    if (type instanceof Class<?> plain) {
      named.add(plain.isArray() ? element(plain) : plain);
    } else if (type instanceof GenericArrayType array) {
      add(named, array.getGenericComponentType());
    } else if (type instanceof ParameterizedType parameterized) {
      add(named, parameterized.getRawType());
      for (Type argument : parameterized.getActualTypeArguments()) {
        add(named, argument);
      }
    } else if (type instanceof WildcardType wildcard) {
      for (Type bound : wildcard.getUpperBounds()) {
        add(named, bound);
      }
      for (Type bound : wildcard.getLowerBounds()) {
        add(named, bound);
      }
    }
  }

  private static Class<?> element(Class<?> array) {
    return array.isArray() ? element(array.getComponentType()) : array;
  }
}
