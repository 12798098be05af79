package org.fusefixture.junit;

import java.util.Arrays;
import java.util.List;
import org.fusefixture.comparison.Comparisons;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.chart.ComparisonSection;
import org.fusefixture.internal.comparison.ComparisonOutcome;
import org.fusefixture.internal.comparison.InterleavedComparisons;
import org.fusefixture.internal.report.TestNotes;
import org.fusefixture.internal.sandbox.Sandbox;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Injects {@link Comparisons}, ends them after the test, and publishes their numbers. */
final class ComparisonExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(ComparisonExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Comparisons.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().filter(FuseTestExtension::isFuseTest).isPresent()) {
      throw MountPlan.misuse(
          where(context),
          "a comparison names its modes by itself, and a @FuseTest runs once in each; make it a"
              + " @Test");
    }
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Comparisons.class, key -> open(context), InterleavedComparisons.class);
  }

  /** Here, and not when the store is closed: a mount that does not end fails its test. */
  @Override
  public void afterEach(ExtensionContext context) {
    InterleavedComparisons comparisons =
        context.getStore(NAMESPACE).remove(Comparisons.class, InterleavedComparisons.class);
    if (comparisons != null) {
      comparisons.close();
    }
  }

  private static InterleavedComparisons open(ExtensionContext context) {
    DeclaredMount declared = DeclaredMount.of(context);
    return new InterleavedComparisons(
        declared.plan().spec(TransferMode.COPY),
        (baseline, candidate) -> sandbox(context, declared, List.of(baseline, candidate)),
        outcome -> publish(context, outcome));
  }

  /** Whatever it came to: one that is undecided needs to be looked at most. */
  private static void publish(ExtensionContext context, ComparisonOutcome outcome) {
    TestNotes.current().ifPresent(notes -> notes.add(ComparisonSection.of(outcome)));
    context.publishReportEntry(outcome.numbers().entries());
  }

  /** One sandbox for both, on the kernel that was named, or on one that has both modes. */
  private static Sandbox sandbox(
      ExtensionContext context, DeclaredMount declared, List<TransferMode> modes) {
    Variation first = declared.variations().get(0);
    Kernel kernel = kernel(context, modes);
    note(context, declared, modes, first, kernel);
    for (TransferMode mode : modes) {
      TestMounts.requireRunnable(
          context, declared.plan(), new Variation(mode, first.isolation(), kernel));
    }
    TestMounts.leaseSandboxes(context);
    Variation variation = new Variation(modes.get(0), first.isolation(), kernel);
    return Sandboxes.shared().open(variation.sandbox(declared.plan().visible()));
  }

  /** Once a test; one that takes a mount besides is noted already. */
  private static void note(
      ExtensionContext context,
      DeclaredMount declared,
      List<TransferMode> modes,
      Variation first,
      Kernel kernel) {
    if (TestMounts.current(context).isPresent()) {
      return;
    }
    context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            TestNotes.class,
            key ->
                TestNotes.open(
                    context.getUniqueId(),
                    modes.get(0) + " against " + modes.get(1),
                    first.isolation().name(),
                    kernel.name(),
                    declared.plan().spec().filesystem(),
                    declared.plan().spec().seed()));
  }

  private static Kernel kernel(ExtensionContext context, List<TransferMode> modes) {
    Kernel[] named =
        DeclaredMount.find(context, FuseMount.class).map(FuseMount::kernel).orElseThrow();
    if (named.length > 1) {
      throw MountPlan.misuse(
          where(context),
          "a comparison runs on one kernel, and "
              + Arrays.toString(named)
              + " are named; name one of them");
    }
    if (named.length == 1) {
      return named[0];
    }
    return modes.contains(TransferMode.SPLICE_USER_PAGES) ? Kernel.PATCHED : Kernel.HOST;
  }

  private static String where(ExtensionContext context) {
    return context.getRequiredTestClass().getSimpleName()
        + "."
        + context.getRequiredTestMethod().getName();
  }
}
