package org.fusefixture.sandbox.container;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.testcontainers.utility.ResourceReaper;

/**
 * Starts a container without Testcontainers' Ryuk, a second container that removes what a dead JVM
 * has left. A sandbox needs none, as it ends with its control stream, and Ryuk's image may not be
 * to be had. Testcontainers knows an environment variable for that, which a library cannot set; so
 * for the time of the start its reaper is replaced by one that does nothing, unless one was chosen
 * before. Containers that tests start later get the reaper that they would get without us.
 */
final class QuietReaper {
  private static final Field INSTANCE = instance();
  private static ResourceReaper quiet;
  private static int starts;

  private QuietReaper() {}

  /** Runs a start. */
  static void during(Runnable start) {
    enter();
    try {
      start.run();
    } finally {
      leave();
    }
  }

  /**
   * Under the lock of ResourceReaper.instance(), which is not held during the start: Testcontainers
   * takes it together with another lock.
   */
  private static void enter() {
    synchronized (ResourceReaper.class) {
      starts++;
      if (INSTANCE != null && quiet == null && get() == null) {
        quiet = make();
        set(quiet);
      }
    }
  }

  private static void leave() {
    synchronized (ResourceReaper.class) {
      starts--;
      if (starts == 0 && quiet != null) {
        if (get() == quiet) {
          set(null);
        }
        quiet = null;
      }
    }
  }

  /** Null where this version of Testcontainers differs: then its own choice holds. */
  private static Field instance() {
    try {
      Field field = ResourceReaper.class.getDeclaredField("instance");
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  private static ResourceReaper make() {
    try {
      Constructor<ResourceReaper> constructor = ResourceReaper.class.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // Testcontainers makes its own
    }
  }

  private static Object get() {
    try {
      return INSTANCE.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
  }

  private static void set(ResourceReaper value) {
    try {
      INSTANCE.set(null, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // it was made accessible
    }
  }
}
