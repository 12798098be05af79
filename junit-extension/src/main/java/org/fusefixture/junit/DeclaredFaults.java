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
import java.util.OptionalLong;
import org.fusefixture.fault.Rule;
import org.fusefixture.fault.Scenario;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The faults that annotations declare: those of the class first, then those of the method. */
final class DeclaredFaults {
  private DeclaredFaults() {}

  /**
   * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException that names what is
   *     wrong, and where
   */
  static List<Scenario> of(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    String method = type.getSimpleName() + "." + context.getRequiredTestMethod().getName();
    List<Scenario> scenarios = new ArrayList<>(of(type, type, type.getSimpleName()));
    scenarios.addAll(of(context.getRequiredTestMethod(), type, method));
    return scenarios;
  }

  private static List<Scenario> of(AnnotatedElement element, Class<?> type, String where) {
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
