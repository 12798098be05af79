package org.fusefixture.junit;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.fusefixture.filesystem.FuseFilesystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Injects the mount. For tests that are not {@link FuseTest}s it also mounts, where they take a
 * mount, and unmounts.
 */
final class FuseMountExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  @Override
  public void beforeEach(ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    if (!FuseTestExtension.isFuseTest(method)
        && (takesMount(method) || hasCallbackThatTakesMount(context.getRequiredTestClass()))) {
      DeclaredMount declared = DeclaredMount.of(context);
      TestMounts.mount(context, declared.plan(), only(declared, context));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!FuseTestExtension.isFuseTest(context.getRequiredTestMethod())) {
      TestMounts.release(context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type.getPackage() == MountedFilesystem.class.getPackage()
        || FuseFilesystem.class.isAssignableFrom(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type != MountedFilesystem.class) {
      throw new ParameterResolutionException(
          "a parameter of type "
              + type.getSimpleName()
              + " cannot be injected; take a MountedFilesystem"
              + (FuseFilesystem.class.isAssignableFrom(type)
                  ? ", as the filesystem itself lives in the server process"
                  : " and ask it"));
    }
    return TestMounts.current(context)
        .orElseThrow(
            () ->
                new ParameterResolutionException(
                    "there is no mount here, as each mode has its own; take the MountedFilesystem "
                        + "in the test method or in @BeforeEach, with lifecycle = PER_CLASS if it "
                        + "is to live longer"));
  }

  private static boolean hasCallbackThatTakesMount(Class<?> testClass) {
    return !ReflectionSupport.findMethods(
            testClass,
            method ->
                takesMount(method)
                    && (AnnotationSupport.isAnnotated(method, BeforeEach.class)
                        || AnnotationSupport.isAnnotated(method, AfterEach.class)),
            HierarchyTraversalMode.TOP_DOWN)
        .isEmpty();
  }

  private static boolean takesMount(Method method) {
    return Arrays.asList(method.getParameterTypes()).contains(MountedFilesystem.class);
  }

  /** A test that runs once takes the only variation, or the first if none was named. */
  private static Variation only(DeclaredMount declared, ExtensionContext context) {
    List<Variation> variations = declared.variations();
    if (variations.size() > 1 && declared.modesNamed()) {
      throw MountPlan.misuse(
          context.getRequiredTestClass().getSimpleName()
              + "."
              + context.getRequiredTestMethod().getName(),
          "it runs once, but "
              + variations.size()
              + " ways to run it are named; make it a @FuseTest, or name one mode with @InModes");
    }
    return variations.get(0);
  }
}
