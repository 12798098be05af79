package org.fusefixture.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.RuleReceipt;
import org.fusefixture.fault.Scenario;
import org.fusefixture.internal.control.ControlException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/** The faults of a test: those that annotations declare are set before it, all are reset after. */
final class TestFaults {
  private TestFaults() {}

  /** Sets what the test's annotations declare. */
  static void begin(LiveMount mount, ExtensionContext context) {
    declared(context).forEach(scenario -> mount.faults().set(scenario));
  }

  /**
   * Resets all faults. The test fails if one of them never fired; if it has failed already, they
   * are added to its failure.
   */
  static void end(LiveMount mount, Optional<Throwable> failure) {
    List<RuleReceipt> unfired;
    try {
      unfired = mount.faults().end();
    } catch (ClientIOException | ControlException e) {
      failure.ifPresentOrElse(
          thrown -> thrown.addSuppressed(e),
          () -> {
            throw e;
          });
      return;
    }
    if (unfired.isEmpty()) {
      return;
    }
    AssertionFailedError error = new AssertionFailedError(describe(unfired));
    if (failure.isPresent()) {
      failure.get().addSuppressed(error);
    } else {
      throw error;
    }
  }

  private static String describe(List<RuleReceipt> unfired) {
    return "a fault never fired; if that is permitted, call optional() on it:\n"
        + unfired.stream().map(TestFaults::describe).collect(Collectors.joining("\n"));
  }

  private static String describe(RuleReceipt receipt) {
    return "  "
        + receipt.toString().indent(2).strip()
        + (receipt.matched() == 0 && receipt.nearMisses().isEmpty()
            ? "\n    no request of these operations arrived while it was set"
            : "");
  }

  /**
   * The faults that annotations declare: those of the class first, then those of the method.
   *
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException that names what is
   *     wrong, and where
   */
  static List<Scenario> declared(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    String method = type.getSimpleName() + "." + context.getRequiredTestMethod().getName();
    List<Scenario> scenarios = new ArrayList<>(declared(type, type, type.getSimpleName()));
    scenarios.addAll(declared(context.getRequiredTestMethod(), type, method));
    return scenarios;
  }

  private static List<Scenario> declared(AnnotatedElement element, Class<?> type, String where) {
    List<Scenario> scenarios = new ArrayList<>();
    AnnotationSupport.findAnnotation(element, FaultScenario.class)
        .ifPresent(
            named -> {
              for (String file : named.value()) {
                scenarios.add(read(file, type, where));
              }
            });
    List<Rule> rules = new ArrayList<>();
    for (Fault fault : AnnotationSupport.findRepeatableAnnotations(element, Fault.class)) {
      try {
        rules.add(Rule.parse(fault.value()));
      } catch (IllegalArgumentException e) {
        throw MountPlan.misuse(where, "@Fault(\"" + fault.value() + "\"): " + e.getMessage());
      }
    }
    if (!rules.isEmpty()) {
      scenarios.add(new Scenario(where, OptionalLong.empty(), rules));
    }
    return scenarios;
  }

  private static Scenario read(String file, Class<?> type, String where) {
    try {
      return Scenario.parse(text(file, type, where));
    } catch (IllegalArgumentException e) {
      throw MountPlan.misuse(where, "@FaultScenario(\"" + file + "\"): " + e.getMessage());
    }
  }

  private static String text(String file, Class<?> type, String where) {
    for (String name : List.of(file, "/" + file)) {
      try (InputStream resource = type.getResourceAsStream(name)) {
        if (resource != null) {
          return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw MountPlan.misuse(
          where,
          "@FaultScenario(\""
              + file
              + "\"): there is no such resource beside "
              + type.getName()
              + " or at the root of the class path, and no such file: "
              + e);
    }
  }
}
