package org.fusefixture.internal.session;

import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.pool.TypePool;
import org.fusefixture.filesystem.TransferMode;

/**
 * The session loop once more in this JVM, in classes of its own, so that the compiler knows nothing
 * of the others; perhaps without some of its methods: these return null, zero or false at once.
 */
final class SessionBuild extends ClassLoader {
  private static final Set<String> PACKAGES =
      Set.of(
          "org.fusefixture.internal.session",
          "org.fusefixture.internal.session.fault",
          "org.fusefixture.trace");

  private final ClassFileLocator files;
  private final TypePool types;
  private final Map<String, Set<String>> missing;

  /**
   * @param missing names of methods by class
   */
  SessionBuild(Map<Class<?>, Set<String>> missing) {
    super(SessionBuild.class.getClassLoader());
    this.files = ClassFileLocator.ForClassLoader.of(getParent());
    this.types = TypePool.Default.of(files);
    this.missing =
        missing.entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    entry -> entry.getKey().getName(), Map.Entry::getValue));
  }

  /** A mount that this build serves, and its client. */
  MeasuredSide side(TransferMode mode, boolean traced) throws ReflectiveOperationException {
    Constructor<?> made =
        loadClass(WritingSide.class.getName())
            .getDeclaredConstructor(TransferMode.class, boolean.class);
    made.setAccessible(true);
    return (MeasuredSide) made.newInstance(mode, traced);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean own =
        PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
            && !name.equals(MeasuredSide.class.getName());
    if (!own) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] code = missing.containsKey(name) ? without(name) : files.locate(name).resolve();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] without(String name) {
    return new ByteBuddy()
        .redefine(types.describe(name).resolve(), files)
        .method(namedOneOf(missing.get(name).toArray(String[]::new)))
        .intercept(StubMethod.INSTANCE)
        .make()
        .getBytes();
  }
}
