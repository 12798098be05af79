package org.fusefixture.internal.server;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/** Makes a filesystem under test from the name of its class. */
final class FilesystemLoader {
  private final String name;

  FilesystemLoader(String name) {
    this.name = name;
  }

  /**
   * Loads the class and calls its public constructor, that which takes the context if there is one.
   *
   * @throws ControlException of kind FILESYSTEM_FAILED, which says what to do
   */
  FuseFilesystem load(FilesystemContext context) {
    Class<? extends FuseFilesystem> type = type();
    Constructor<? extends FuseFilesystem> constructor = constructor(type);
    try {
      constructor.setAccessible(true); // the class itself need not be public
      return constructor.getParameterCount() == 0
          ? constructor.newInstance()
          : constructor.newInstance(context);
    } catch (InvocationTargetException e) {
      throw ControlFailures.ofFilesystem(
          "its constructor threw " + e.getCause(), "new " + name, e.getCause());
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw ControlFailures.ofFilesystem("it cannot be constructed: " + e, "new " + name, e);
    }
  }

  private Class<? extends FuseFilesystem> type() {
    Class<?> type;
    try {
      type = Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw refuse(
          "there is no such class on the class path of the sandbox; a nested class is named with"
              + " '$', and the class path of the test JVM must reach the sandbox");
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ControlFailures.ofFilesystem(
          "the class cannot be initialised: " + cause, "load " + name, cause);
    }
    if (!FuseFilesystem.class.isAssignableFrom(type)) {
      throw refuse("it does not implement " + FuseFilesystem.class.getName());
    }
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      throw refuse("it is abstract; name a class that can be constructed");
    }
    if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
      throw refuse(
          "it is an inner class, which needs an instance of the outer one; make it static");
    }
    return type.asSubclass(FuseFilesystem.class);
  }

  @SuppressWarnings("unchecked") // the constructors of a class construct that class
  private Constructor<? extends FuseFilesystem> constructor(Class<? extends FuseFilesystem> type) {
    Constructor<?>[] constructors = type.getConstructors();
    for (Class<?>[] wanted : new Class<?>[][] {{FilesystemContext.class}, {}}) {
      for (Constructor<?> candidate : constructors) {
        if (Arrays.equals(candidate.getParameterTypes(), wanted)) {
          return (Constructor<? extends FuseFilesystem>) candidate;
        }
      }
    }
    throw refuse(
        "it has no public constructor without parameters or with one of type "
            + FilesystemContext.class.getSimpleName()
            + "; public constructors: "
            + Arrays.toString(constructors));
  }

  private ControlException refuse(String why) {
    return new ControlException(
        ControlError.of(ControlError.Kind.FILESYSTEM_FAILED, "load " + name, why));
  }
}
