package org.fusefixture.internal.sandbox.container;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.ResourceReaper;

/**
 * What Testcontainers' global state is lent while it starts a sandbox's container:
 *
 * <ul>
 *   <li>a reaper that does nothing, in place of Ryuk, a second container that removes what a dead
 *       JVM has left. A sandbox needs none, as it ends with its control stream, and Ryuk's image
 *       may not be to be had. Testcontainers knows an environment variable for that, which a
 *       library cannot set.
 *   <li>the engine that we found, as its own search for an engine writes to the user's home.
 * </ul>
 *
 * <p>Only what is not there yet is lent, and it is taken back afterwards, so that containers that
 * tests start by themselves find Testcontainers as they would without us.
 */
final class LentState {
  private static final Slot REAPER = Slot.of(ResourceReaper.class, "instance", () -> null);
  private static final Slot CLIENT =
      Slot.of(DockerClientFactory.class, "client", DockerClientFactory::instance);

  private static final Slot STRATEGY =
      Slot.of(DockerClientFactory.class, "strategy", DockerClientFactory::instance);

  private static int starts;

  private LentState() {}

  /** Runs a start. */
  static void during(Engine engine, Runnable start) {
    lend(engine);
    try {
      start.run();
    } finally {
      takeBack();
    }
  }

  private static synchronized void lend(Engine engine) {
    if (starts++ == 0) {
      reaper().ifPresent(REAPER::lend);
      STRATEGY.lend(engine.strategy());
      CLIENT.lend(engine.client());
    }
  }

  private static synchronized void takeBack() {
    if (--starts == 0) {
      CLIENT.takeBack();
      STRATEGY.takeBack();
      REAPER.takeBack();
    }
  }

  private static Optional<ResourceReaper> reaper() {
    try {
      Constructor<ResourceReaper> constructor = ResourceReaper.class.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return Optional.empty(); // Testcontainers makes its own
    }
  }

  /** A field; without effect where this version of Testcontainers has no such field. */
  private static final class Slot {
    private final Class<?> lock;
    private final Field field;
    private final Supplier<?> owner;
    private Object lent;

    private Slot(Class<?> lock, Field field, Supplier<?> owner) {
      this.lock = lock;
      this.field = field;
      this.owner = owner;
    }

    static Slot of(Class<?> type, String name, Supplier<?> owner) {
      Field field;
      try {
        field = type.getDeclaredField(name);
        field.setAccessible(true);
      } catch (ReflectiveOperationException | RuntimeException e) {
        field = null;
      }
      return new Slot(type, field, owner);
    }

    /** The lock is that of ResourceReaper.instance(); it is not held during the start. */
    void lend(Object value) {
      synchronized (lock) {
        if (field != null && get() == null) {
          set(value);
          lent = value;
        }
      }
    }

    void takeBack() {
      synchronized (lock) {
        if (lent != null && get() == lent) {
          set(null);
        }
        lent = null;
      }
    }

    private Object get() {
      try {
        return field.get(owner.get());
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e); // it was made accessible
      }
    }

    private void set(Object value) {
      try {
        field.set(owner.get(), value);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e); // it was made accessible
      }
    }
  }
}
