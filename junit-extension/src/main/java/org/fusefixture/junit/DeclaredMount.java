package org.fusefixture.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.sandbox.SandboxKey.KernelParameter;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What the annotations of a test method, its class and the classes around it say.
 *
 * @param plan what to mount
 * @param variations the ways to run the test, at least one
 * @param modesNamed whether an {@link InModes} was found
 */
record DeclaredMount(MountPlan plan, List<Variation> variations, boolean modesNamed) {
  private static final TransferMode[] PROGRAM_MODES = {TransferMode.COPY};
  private static final TransferMode[] DEFAULT_MODES = {TransferMode.COPY, TransferMode.SPLICE};

  /**
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException where the annotations
   *     make no sense
   */
  static DeclaredMount of(ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    Class<?> type = context.getRequiredTestClass();
    String where = type.getSimpleName() + "." + method.getName();
    FuseMount mount =
        find(context, FuseMount.class)
            .orElseThrow(
                () ->
                    MountPlan.misuse(
                        where,
                        "there is nothing to mount; put @FuseMount(YourFilesystem.class) on the "
                            + "method or its class"));
    List<InModes> rows = rows(context);
    MountPlan plan = MountPlan.of(mount, where);
    Rows declared =
        new Rows(
            mount,
            find(context, PatchedKernel.class).map(DeclaredMount::parameters),
            plan.visible(),
            where,
            SandboxChoice.of(context));
    return new DeclaredMount(plan, declared.variations(rows), !rows.isEmpty());
  }

  /** What holds for every {@link InModes} of a test. */
  private record Rows(
      FuseMount mount,
      Optional<Set<KernelParameter>> patched,
      boolean visible,
      String where,
      SandboxChoice choice) {
    List<Variation> variations(List<InModes> rows) {
      if (rows.isEmpty()) {
        return row(
            mount.program().length > 0 ? PROGRAM_MODES : DEFAULT_MODES,
            new Isolation[0],
            new Kernel[0]);
      }
      Set<Variation> variations = new LinkedHashSet<>();
      for (InModes row : rows) {
        if (row.value().length == 0) {
          throw MountPlan.misuse(
              where, "@InModes is empty; name at least one mode, or leave it out");
        }
        for (Variation variation : row(row.value(), row.isolation(), row.kernel())) {
          if (!variations.add(variation)) {
            throw MountPlan.misuse(where, "two @InModes name " + variation.label());
          }
        }
      }
      return List.copyOf(variations);
    }

    private List<Variation> row(
        TransferMode[] modes, Isolation[] namedIsolations, Kernel[] namedKernels) {
      requireDistinct("@InModes", modes, TransferMode.class, where);
      Isolation[] isolations = isolations(namedIsolations);
      requireDistinct("isolation", isolations, Isolation.class, where);
      Kernel[] kernels = namedKernels.length > 0 ? namedKernels : mount.kernel();
      requireDistinct("kernel", kernels, Kernel.class, where);
      if (patched.isPresent() && List.of(kernels).contains(Kernel.HOST)) {
        throw MountPlan.misuse(
            where,
            "@PatchedKernel is for the patched kernel, but kernel names HOST, which has no"
                + " parameters of ours; leave out one of them");
      }
      List<Variation> variations = new ArrayList<>();
      for (TransferMode mode : modes) {
        if (mode != TransferMode.COPY && mount.program().length > 0) {
          throw MountPlan.misuse(
              where,
              "a program has a socket in the place of /dev/fuse, so that it cannot splice;"
                  + " @InModes names "
                  + mode
                  + ", but only COPY is possible");
        }
      }
      for (Isolation isolation : isolations) {
        for (TransferMode mode : modes) {
          for (Kernel kernel : choose(kernels, patched, mode)) {
            requireSeen(mode, kernel);
            variations.add(new Variation(mode, isolation, kernel, patched.orElse(Set.of())));
          }
        }
      }
      return variations;
    }

    private Isolation[] isolations(Isolation[] named) {
      if (named.length > 0) {
        return named;
      }
      return mount.isolation().length > 0 ? mount.isolation() : choice.defaultIsolations(visible);
    }

    private void requireSeen(TransferMode mode, Kernel kernel) {
      if (visible && kernel == Kernel.PATCHED) {
        throw MountPlan.misuse(
            where,
            "a visible mount is seen by the host, and so needs the host's kernel; leave out "
                + (mode == TransferMode.SPLICE_USER_PAGES ? mode : kernel)
                + ", or visible = true");
      }
    }
  }

  /** Where none is named: only the patched kernel knows the user pages of direct I/O. */
  private static Kernel[] choose(
      Kernel[] named, Optional<Set<KernelParameter>> patched, TransferMode mode) {
    if (named.length > 0) {
      return named;
    }
    boolean needed = patched.isPresent() || mode == TransferMode.SPLICE_USER_PAGES;
    return new Kernel[] {needed ? Kernel.PATCHED : Kernel.HOST};
  }

  private static Set<KernelParameter> parameters(PatchedKernel kernel) {
    Set<KernelParameter> parameters = EnumSet.noneOf(KernelParameter.class);
    if (kernel.refuseLateAccess()) {
      parameters.add(KernelParameter.REFUSE_LATE_ACCESS);
    }
    if (kernel.forceUserPages()) {
      parameters.add(KernelParameter.FORCE_USER_PAGES);
    }
    if (kernel.offerUserPagesFlagOnly()) {
      parameters.add(KernelParameter.OFFER_USER_PAGES_FLAG_ONLY);
    }
    return parameters;
  }

  private static <E extends Enum<E>> void requireDistinct(
      String what, E[] values, Class<E> type, String where) {
    Set<E> seen = EnumSet.noneOf(type);
    for (E value : values) {
      if (!seen.add(value)) {
        throw MountPlan.misuse(where, what + " names " + value + " twice");
      }
    }
  }

  /** The nearest: those of the method, its class, a class above it, or a class around it. */
  private static List<InModes> rows(ExtensionContext context) {
    List<InModes> found = rows(context.getRequiredTestMethod());
    List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
    classes.add(context.getRequiredTestClass());
    for (int at = classes.size() - 1; found.isEmpty() && at >= 0; at--) {
      for (Class<?> type = classes.get(at); found.isEmpty() && type != null; ) {
        found = rows(type);
        type = type.getSuperclass();
      }
    }
    return found;
  }

  /** Those on an element itself, or on one of its annotations. */
  private static List<InModes> rows(AnnotatedElement element) {
    List<InModes> rows = new ArrayList<>();
    for (Annotation annotation : element.getDeclaredAnnotations()) {
      if (annotation instanceof InModes row) {
        rows.add(row);
      } else if (annotation instanceof InModes.Rows several) {
        rows.addAll(List.of(several.value()));
      } else {
        rows.addAll(
            AnnotationSupport.findRepeatableAnnotations(
                annotation.annotationType(), InModes.class));
      }
    }
    return rows;
  }

  /** On the method, its class, or a class around it. */
  static <A extends Annotation> Optional<A> find(ExtensionContext context, Class<A> annotation) {
    return AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), annotation)
        .or(
            () ->
                AnnotationSupport.findAnnotation(
                    context.getRequiredTestClass(), annotation, context.getEnclosingTestClasses()));
  }
}
