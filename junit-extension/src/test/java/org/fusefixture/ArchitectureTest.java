package org.fusefixture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layers of this module; of main classes only. */
class ArchitectureTest {
  private static final int LEAST_CLASSES = 80;

  private static JavaClasses module;

  @BeforeAll
  static void load() {
    module =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(Path.of("target/classes"));
  }

  @Test
  void module_isLoaded() {
    assertThat(module.size()).isGreaterThan(LEAST_CLASSES);
  }

  @Test
  void testcontainersAndDocker_areKnownToTheContainerSandboxAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fusefixture.internal.sandbox.container")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.testcontainers..", "com.github.dockerjava..", "org.apache.commons.compress..")
        .check(module);
  }

  @Test
  void junit_isKnownToItsPackageAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fusefixture.junit")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "org.opentest4j..")
        .check(module);
  }

  @Test
  void assertj_isKnownToTheAssertionsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fusefixture.assertion")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.assertj..")
        .check(module);
  }

  @Test
  void drawing_isKnownToTheChartsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fusefixture.internal.chart")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "org.knowm.xchart..", "de.erichseifert..")
        .check(module);
  }

  @Test
  void nativeCode_isNotCalledHere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jnr..",
            "com.kenai.jffi..",
            "org.fusefixture.internal.device..",
            "org.fusefixture.internal.splice..",
            "org.fusefixture.internal.session..",
            "org.fusefixture.internal.mount..",
            "org.fusefixture.internal.agent..",
            "org.fusefixture.internal.server..",
            "org.fusefixture.internal.client..")
        .check(module);
  }

  @Test
  void packages_haveNoCycles() {
    slices()
        .matching("org.fusefixture.(**)")
        .should()
        .beFreeOfCycles()
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPath(Path.of("target/classes")));
  }

  @Test
  void threads_doNotSleep() {
    noClasses().should().callMethod(Thread.class, "sleep", long.class).check(module);
  }

  @Test
  void sandboxes_areFoundAsServicesOnly() {
    classes()
        .that()
        .resideInAnyPackage(
            "org.fusefixture.internal.sandbox.process",
            "org.fusefixture.internal.sandbox.container")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(
            "org.fusefixture.internal.sandbox.process",
            "org.fusefixture.internal.sandbox.container")
        .check(module);
  }
}
