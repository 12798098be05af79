package org.fusefixture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** What each package says of its dependencies, held by a test. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "org.fusefixture";
  private static final int LEAST_CLASSES = 100;
  private static final String JAVA = "java..";
  private static final String PROTOCOL = ROOT + ".protocol";

  @ArchTest
  static void classesWereFound(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(LEAST_CLASSES);
  }

  @ArchTest static final ArchRule ERRNO = onlyUses(ROOT + ".errno", JAVA);

  @ArchTest static final ArchRule STAMP = onlyUses(ROOT + ".stamp", JAVA);

  @ArchTest static final ArchRule VALUES = onlyUses(PROTOCOL, JAVA, ROOT + ".errno");

  @ArchTest
  static final ArchRule REQUESTS = onlyUses(PROTOCOL + ".request", JAVA, ROOT + ".errno", PROTOCOL);

  @ArchTest
  static final ArchRule REPLIES = onlyUses(PROTOCOL + ".reply", JAVA, ROOT + ".errno", PROTOCOL);

  @ArchTest
  static final ArchRule NOTIFICATIONS =
      onlyUses(PROTOCOL + ".notification", JAVA, PROTOCOL, PROTOCOL + ".reply");

  @ArchTest
  static final ArchRule FILESYSTEM =
      onlyUses(
          ROOT + ".filesystem",
          JAVA,
          ROOT + ".errno",
          PROTOCOL,
          PROTOCOL + ".request",
          PROTOCOL + ".reply");

  @ArchTest
  static final ArchRule NEGOTIATION =
      onlyUses(
          ROOT + ".negotiation",
          JAVA,
          ROOT + ".errno",
          ROOT + ".filesystem",
          PROTOCOL,
          PROTOCOL + ".request");

  @ArchTest
  static final ArchRule NO_OTHER_PACKAGES =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT + ".errno",
              ROOT + ".stamp",
              PROTOCOL + "..",
              ROOT + ".filesystem",
              ROOT + ".negotiation")
          .because("a new package needs its rule here");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "it is Thread.sleep or TimeUnit.sleep",
                  call ->
                      call.getName().equals("sleep")
                          && call.getTargetOwner().getPackageName().startsWith("java.")));

  @ArchTest
  static final ArchRule NO_UNSEEDED_RANDOMNESS =
      noClasses()
          .should()
          .callMethod(Math.class, "random")
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(ThreadLocalRandom.class, java.security.SecureRandom.class)
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule UTILITIES_CANNOT_BE_MADE =
      classes()
          .that(describe("only have static methods", ArchitectureTest::isUtility))
          .should(
              new ArchCondition<JavaClass>("have no visible constructor") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  type.getConstructors().stream()
                      .filter(
                          c ->
                              !c.getModifiers()
                                  .contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE))
                      .forEach(
                          c -> events.add(SimpleConditionEvent.violated(c, c.getDescription())));
                }
              });

  @ArchTest
  static void everyPackageIsDescribed(JavaClasses classes) {
    TreeSet<String> packages = new TreeSet<>();
    TreeSet<String> described = new TreeSet<>();
    for (JavaClass type : classes) {
      packages.add(type.getPackageName());
    }
    for (String name : packages) {
      String source = "src/main/java/" + name.replace('.', '/') + "/package-info.java";
      if (java.nio.file.Files.exists(java.nio.file.Path.of(source))) {
        described.add(name);
      }
    }
    assertThat(described).isEqualTo(packages);
  }

  private static ArchRule onlyUses(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    System.arraycopy(others, 0, allowed, 0, others.length);
    allowed[others.length] = name;
    return classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static boolean isUtility(JavaClass type) {
    return !type.isInterface()
        && !type.getMethods().isEmpty()
        && type.getMethods().stream()
            .map(JavaCodeUnit::getModifiers)
            .allMatch(m -> m.contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC));
  }
}
