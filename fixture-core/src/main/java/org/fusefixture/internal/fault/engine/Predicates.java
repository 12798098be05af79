package org.fusefixture.internal.fault.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.fusefixture.fault.trigger.FaultPredicate;

/** Makes conditions of one's own from the names of their classes. */
final class Predicates {
  private Predicates() {}

  /**
   * @throws IllegalArgumentException that says what to do
   */
  static FaultPredicate load(String name) {
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      if (!FaultPredicate.class.isAssignableFrom(type)) {
        throw new IllegalArgumentException(
            "when: " + name + " does not implement " + FaultPredicate.class.getName());
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true); // the class itself need not be public
      return (FaultPredicate) constructor.newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "when: there is no class " + name + " on the class path of the sandbox", e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "when: the constructor of " + name + " threw " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalArgumentException(
          "when: "
              + name
              + " cannot be constructed: make it a top-level or static class with a constructor"
              + " that takes nothing ("
              + e
              + ")",
          e);
    }
  }
}
