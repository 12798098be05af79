package org.fusefixture.junit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;
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
    TestReporting.open(context, plan, variation);
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
    mount.tolerate(owned ? toleratedBy(context) : toleratedBy(classOf(context)));
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
    Optional<AssertionError> left = endFaults(context, mount.mount());
    if (left.isEmpty()) {
      left = inspect(context, mount.mount(), failure.isPresent());
    }
    TestReporting.report(context, mount.mount(), failure.isPresent() ? failure : left);
    if (failure.isPresent()) {
      left.ifPresent(failure.get()::addSuppressed);
      closeAfter(failure.get(), mount);
      return;
    }
    if (left.isPresent()) {
      closeAfter(left.get(), mount);
      throw left.get();
    }
    mount.close();
  }

  /** Before anything is looked at: what faults hold up goes on. */
  private static Optional<AssertionError> endFaults(ExtensionContext context, LiveMount mount) {
    try {
      TestFaults.end(mount, context.getExecutionException());
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    } catch (RuntimeException e) {
      return Optional.of(new AssertionError("the faults cannot be ended: " + e.getMessage(), e));
    }
  }

  /** What the test left on the mount, or why this cannot be determined. */
  private static Optional<AssertionError> inspect(
      ExtensionContext context, LiveMount mount, boolean failed) {
    if (!mount.sandbox().alive()) {
      return Optional.empty();
    }
    try {
      List<GuardFailure.Finding> findings =
          mount.guard().intolerable(mount.guard().whileMounted(), Set.of(toleratedBy(context)));
      return findings.isEmpty()
          ? Optional.empty()
          : Optional.of(new GuardFailure(mount.describe(), findings));
    } catch (RuntimeException e) {
      return failed
          ? Optional.empty()
          : Optional.of(
              new AssertionError("cannot determine what was left on " + mount.describe(), e));
    }
  }

  private static void closeAfter(Throwable failure, TestMount mount) {
    try {
      mount.close();
    } catch (RuntimeException | AssertionError e) {
      failure.addSuppressed(e);
    }
  }

  private static MountBreach[] toleratedBy(ExtensionContext context) {
    Set<MountBreach> breaches = EnumSet.noneOf(MountBreach.class);
    context
        .getTestMethod()
        .flatMap(method -> AnnotationSupport.findAnnotation(method, Tolerates.class))
        .ifPresent(found -> breaches.addAll(Arrays.asList(found.value())));
    AnnotationSupport.findAnnotation(
            context.getRequiredTestClass(), Tolerates.class, context.getEnclosingTestClasses())
        .ifPresent(found -> breaches.addAll(Arrays.asList(found.value())));
    return breaches.toArray(MountBreach[]::new);
  }

  /**
   * @throws TestAbortedException if a variation cannot run on this machine, or is not to run now
   */
  static void requireRunnable(ExtensionContext context, MountPlan plan, Variation variation) {
    SandboxChoice choice = SandboxChoice.of(context);
    if (!choice.admits(variation)) {
      throw new TestAbortedException(
          variation.label() + " is left out: this run is limited to " + choice);
    }
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
