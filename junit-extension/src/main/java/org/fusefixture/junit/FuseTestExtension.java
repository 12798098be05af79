package org.fusefixture.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a {@link FuseTest} once in each variation that the run admits. */
final class FuseTestExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getTestMethod().filter(FuseTestExtension::isFuseTest).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    DeclaredMount declared = DeclaredMount.of(context);
    SandboxChoice choice = SandboxChoice.of(context);
    String name = shortName(context);
    return declared.variations().stream()
        .filter(choice::admits)
        .map(variation -> invocation(name, declared.plan(), variation));
  }

  /** {@link SandboxChoice} may leave out every variation. */
  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    return true;
  }

  static boolean isFuseTest(Method method) {
    return AnnotationSupport.isAnnotated(method, FuseTest.class);
  }

  private static TestTemplateInvocationContext invocation(
      String name, MountPlan plan, Variation variation) {
    return new TestTemplateInvocationContext() {
      @Override
      public String getDisplayName(int invocationIndex) {
        return name + " " + variation.label();
      }

      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(new InvocationMount(plan, variation), new FuseTestLimit());
      }
    };
  }

  /** Jupiter's own display names end in the types of the parameters, which say nothing here. */
  private static String shortName(ExtensionContext context) {
    String name = context.getDisplayName();
    String method = context.getRequiredTestMethod().getName();
    return name.startsWith(method + "(") ? method : name;
  }

  /** Mounts before one invocation of a {@link FuseTest} and unmounts after it. */
  private static final class InvocationMount implements BeforeEachCallback, AfterEachCallback {
    private final MountPlan plan;
    private final Variation variation;

    InvocationMount(MountPlan plan, Variation variation) {
      this.plan = plan;
      this.variation = variation;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      TestMounts.mount(context, plan, variation);
    }

    @Override
    public void afterEach(ExtensionContext context) {
      TestMounts.release(context);
    }
  }
}
