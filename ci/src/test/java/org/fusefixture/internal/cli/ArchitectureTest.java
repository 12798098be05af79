package org.fusefixture.internal.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.fusefixture.internal.cli");

  @Test
  void command_line_reaches_linux_engine_and_tests_through_the_sandboxes_only() {
    assertThat(classes.size()).as("classes found").isGreaterThan(10);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jnr..",
            "org.fusefixture.internal.linux..",
            "org.testcontainers..",
            "com.github.dockerjava..",
            "org.junit..",
            "org.fusefixture.junit..")
        .check(classes);
  }
}
