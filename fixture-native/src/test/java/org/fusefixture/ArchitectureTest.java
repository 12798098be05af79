package org.fusefixture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The layers of a session: what faults add, then the plain way, then mount and device, then splice,
 * then linux.
 */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "org.fusefixture.internal.linux",
              "org.fusefixture.internal.splice",
              "org.fusefixture.internal.device",
              "org.fusefixture.internal.mount",
              "org.fusefixture.internal.session",
              "org.fusefixture.internal.passthrough",
              "org.fusefixture.backing");

  @Test
  void rules_see_the_classes() {
    assertThat(CLASSES.size()).isGreaterThan(60);
  }

  @Test
  void only_linux_knows_jnr() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fusefixture.internal.linux")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jnr..", "com.kenai..")
        .check(CLASSES);
  }

  @Test
  void no_layer_knows_one_above() {
    forbid("org.fusefixture.internal.linux", "splice", "device", "mount", "session..");
    forbid("org.fusefixture.internal.splice", "device", "mount", "session..");
    forbid("org.fusefixture.internal.device", "mount", "session..");
    forbid("org.fusefixture.internal.mount", "splice", "device", "session..");
    forbid("org.fusefixture.internal.session..", "backing", "control", "server");
    forbid("org.fusefixture.internal.session", "session.fault", "fault..");
    for (String directory :
        List.of("org.fusefixture.internal.passthrough", "org.fusefixture.backing")) {
      forbid(directory, "splice", "device", "mount", "session", "control", "server");
    }
    forbid("org.fusefixture.internal.passthrough", "backing");
    forbid("org.fusefixture.internal.session..", "passthrough");
  }

  @Test
  void nothing_sleeps() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
  }

  private static void forbid(String layer, String... others) {
    for (String other : others) {
      noClasses()
          .that()
          .resideInAPackage(layer)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.fusefixture.." + other)
          .check(CLASSES);
    }
  }
}
