package org.fusefixture.junit;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fusefixture.internal.fault.text.DurationText;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Ends a {@link FuseTest} that runs for too long, unless JUnit has a time limit for it: the thread
 * of the test is interrupted, and the test fails.
 */
final class FuseTestLimit implements InvocationInterceptor {
  static final String PARAMETER = "fusefixture.timeout";

  private static final String OFF = "off";
  private static final String DEFAULT = "3min";
  private static final String JUNIT = "junit.jupiter.execution.timeout.";
  private static final List<String> JUNIT_LIMITS =
      List.of(
          JUNIT + "default",
          JUNIT + "testable.method.default",
          JUNIT + "testtemplate.method.default");

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    String limit = context.getConfigurationParameter(PARAMETER).orElse(DEFAULT).strip();
    if (limit.equals(OFF) || limitedByJunit(context)) {
      test.proceed();
    } else {
      proceed(test, parse(limit), context);
    }
  }

  private static boolean limitedByJunit(ExtensionContext context) {
    return DeclaredMount.find(context, Timeout.class).isPresent()
        || JUNIT_LIMITS.stream()
            .anyMatch(name -> context.getConfigurationParameter(name).isPresent());
  }

  private static Duration parse(String limit) {
    try {
      return DurationText.read(limit);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          PARAMETER + ": " + e.getMessage() + ", or \"" + OFF + "\" for no limit", e);
    }
  }

  private static void proceed(Invocation<Void> test, Duration limit, ExtensionContext context)
      throws Throwable {
    Thread thread = Thread.currentThread();
    CompletableFuture<Void> end = new CompletableFuture<>();
    CompletableFuture<Void> watch =
        end.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
            .handle(
                (nothing, late) -> {
                  if (late != null) {
                    thread.interrupt();
                  }
                  return null;
                });
    Throwable failure = null;
    try {
      test.proceed();
    } catch (Throwable e) {
      failure = e;
    }
    boolean inTime = end.complete(null);
    watch.join(); // an interrupt that is under way must not hit what comes after the test
    if (inTime) {
      if (failure != null) {
        throw failure;
      }
      return;
    }
    Thread.interrupted();
    TimeoutException late = new TimeoutException(describe(limit, context));
    if (failure != null) {
      late.addSuppressed(failure);
    }
    throw late;
  }

  private static String describe(Duration limit, ExtensionContext context) {
    return context.getDisplayName()
        + " did not end within "
        + DurationText.write(limit)
        + "; to allow more time, annotate it with @Timeout, or set the property "
        + PARAMETER;
  }
}
