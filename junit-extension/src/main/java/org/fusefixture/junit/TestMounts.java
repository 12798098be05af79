package org.fusefixture.junit;

import java.util.Optional;
import org.fusefixture.preflight.Preflight;
import org.fusefixture.sandbox.Sandboxes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;

/** Keeps the mounts of running tests in JUnit's stores. */
final class TestMounts {
  private static final Namespace NAMESPACE = Namespace.create(TestMounts.class);

  private TestMounts() {}

  /** The mount of a running test, if it has one. */
  static Optional<MountedFilesystem> current(ExtensionContext context) {
    return Optional.ofNullable(store(context).get(TestMount.class, TestMount.class))
        .map(TestMount::mount);
  }

  /**
   * Mounts for a test, or joins it to the mount of its class.
   *
   * @throws TestAbortedException if it cannot run on this machine
   */
  static void mount(ExtensionContext context, MountPlan plan, Variation variation) {
    requireRunnable(context, plan, variation);
    leaseSandboxes(context);
    boolean owned = plan.lifecycle() == MountLifecycle.PER_METHOD;
    LiveMount mount =
        owned
            ? LiveMount.mount(plan, variation)
            : store(classOf(context))
                .getOrComputeIfAbsent(
                    new ClassKey(plan, variation),
                    key -> LiveMount.mount(plan, variation),
                    LiveMount.class);
    store(context).put(TestMount.class, new TestMount(mount, owned));
    TestFaults.begin(mount, context);
  }

  /**
   * Adds what is known of the mount to a failure; unmounts what was mounted for this test alone.
   */
  static void release(ExtensionContext context) {
    TestMount mount = store(context).remove(TestMount.class, TestMount.class);
    if (mount == null) {
      return;
    }
    Optional<Throwable> failure =
        context.getExecutionException().filter(thrown -> !(thrown instanceof TestAbortedException));
    failure.ifPresent(thrown -> thrown.addSuppressed(MountDiagnostics.of(mount.mount())));
    try {
      TestFaults.end(mount.mount(), context.getExecutionException());
    } finally {
      mount.close();
    }
  }

  /**
   * @throws TestAbortedException if a variation cannot run on this machine
   */
  static void requireRunnable(ExtensionContext context, MountPlan plan, Variation variation) {
    Preflight.shared()
        .check(variation.sandbox(plan.visible()), variation.mode())
        .reason()
        .ifPresent(
            reason -> {
              String message = variation.label() + " cannot run here: " + reason;
              if (RequiredSandboxes.of(context).require(variation)) {
                throw new AssertionError(
                    message + " (and " + RequiredSandboxes.PARAMETER + " says that it must)");
              }
              throw new TestAbortedException(message);
            });
  }

  /** Sandboxes are shared by all tests, and end with the last test plan that uses them. */
  static void leaseSandboxes(ExtensionContext context) {
    store(context.getRoot())
        .getOrComputeIfAbsent(
            Sandboxes.class, key -> Sandboxes.shared().lease(), Sandboxes.Lease.class);
  }

  private static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent()) {
      at = at.getParent().orElseThrow();
    }
    return at;
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  private record ClassKey(MountPlan plan, Variation variation) {}

  /** AutoCloseable, so that the store ends what {@link #release} did not. */
  private record TestMount(LiveMount mount, boolean owned) implements AutoCloseable {
    @Override
    public void close() {
      if (owned) {
        mount.close();
      }
    }
  }
}
