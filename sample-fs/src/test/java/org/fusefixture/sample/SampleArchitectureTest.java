package org.fusefixture.sample;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** The layers within sample-fs, and what none of its classes may do. */
@AnalyzeClasses(
    packages = {"org.fusefixture.sample", "org.fusefixture.internal.gallery"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class SampleArchitectureTest {
  private static final int FEWEST_CLASSES = 35;

  /** Rules about classes that were not found hold for nothing. */
  @ArchTest
  static void classesAreFound(JavaClasses classes) {
    assertThat(classes.stream().filter(type -> !type.isNestedClass()).count())
        .isGreaterThanOrEqualTo(FEWEST_CLASSES);
  }

  @ArchTest
  static void everyPackageSaysWhatItIsFor(JavaClasses classes) {
    Set<String> packages =
        classes.stream()
            .map(type -> type.getPackageName())
            .collect(Collectors.toCollection(TreeSet::new));
    // A package-info without annotations leaves no class file.
    for (String name : packages) {
      Path source = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
      assertThat(source).exists();
    }
  }

  @ArchTest
  static final ArchRule MEMORY_IS_PURE_JAVA =
      classes()
          .that()
          .resideInAnyPackage("..sample.memory..", "..sample.broken..", "..internal.gallery..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "org.fusefixture.errno..",
              "org.fusefixture.protocol..",
              "org.fusefixture.filesystem..",
              "org.fusefixture.sample.memory..",
              "org.fusefixture.sample.broken..",
              "org.fusefixture.internal.gallery..",
              "org.fusefixture.oracle..");

  @ArchTest
  static final ArchRule MIRROR_PASSES_THROUGH_AND_USES_NOTHING_ELSE_OF_THE_FIXTURE =
      classes()
          .that()
          .resideInAPackage("..sample.mirror..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify.annotations..",
              "org.fusefixture.errno..",
              "org.fusefixture.protocol..",
              "org.fusefixture.filesystem..",
              "org.fusefixture.internal.linux..",
              "org.fusefixture.internal.passthrough..",
              "org.fusefixture.sample.mirror..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("org.fusefixture.sample.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule NOTHING_IS_DRAWN_WITHOUT_A_SEED =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class)
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random");
}
