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

  /**
   * The exercise is made for tests, and so is the mount that it takes: a part of the public API.
   */
  @Test
  void command_line_reaches_linux_and_engine_through_the_sandboxes_only_and_knows_no_junit() {
    assertThat(classes.size()).as("classes found").isGreaterThan(10);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "jnr..",
            "org.fusefixture.internal.linux..",
            "org.testcontainers..",
            "com.github.dockerjava..",
            "org.junit..")
        .check(classes);
  }
}
