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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What each package says of its dependencies, held by a test.
 *
 * <p>Methods, not fields of type ArchRule: Surefire runs ArchUnit's methods only, and passes over
 * fields without a word.
 */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  static final String ROOT = "org.fusefixture";
  private static final int LEAST_CLASSES = 100;
  private static final String JAVA = "java..";
  private static final String PROTOCOL = ROOT + ".protocol";
  private static final String INTERNAL = ROOT + ".internal";
  private static final String WIRE = INTERNAL + ".wire";
  private static final String FAULT = ROOT + ".fault";

  @ArchTest
  static void classes_wereFound(JavaClasses classes) {
    assertThat(classes).hasSizeGreaterThan(LEAST_CLASSES);
  }

  @ArchTest
  static void errno_dependsOnNothing(JavaClasses classes) {
    ArchRule rule = onlyUses(ROOT + ".errno", JAVA);
    rule.check(classes);
  }

  @ArchTest
  static void stamp_dependsOnNothing(JavaClasses classes) {
    ArchRule rule = onlyUses(ROOT + ".stamp", JAVA);
    rule.check(classes);
  }

  @ArchTest
  static void oracle_dependsOnStampsOnly(JavaClasses classes) {
    onlyUses(ROOT + ".oracle", JAVA).check(classes);
    onlyUses(INTERNAL + ".oracle", JAVA, ROOT + ".oracle", ROOT + ".stamp").check(classes);
  }

  @ArchTest
  static void comparison_dependsOnTransferModesAndSizes(JavaClasses classes) {
    onlyUses(ROOT + ".comparison", JAVA, ROOT + ".filesystem", ROOT + ".posix").check(classes);
  }

  @ArchTest
  static void statistics_dependOnCommonsMathAndTheirResults(JavaClasses classes) {
    onlyUses(INTERNAL + ".statistics", JAVA, ROOT + ".comparison", "org.apache.commons.math3..")
        .check(classes);
  }

  @ArchTest
  static void protocol_dependsOnErrnoAndSizesOnly(JavaClasses classes) {
    ArchRule rule = onlyUses(PROTOCOL, JAVA, ROOT + ".errno", ROOT + ".posix");
    rule.check(classes);
  }

  @ArchTest
  static void wire_dependsOnValues(JavaClasses classes) {
    onlyUses(WIRE, JAVA, ROOT + ".errno", PROTOCOL).check(classes);
  }

  @ArchTest
  static void requests_dependOnValues(JavaClasses classes) {
    ArchRule rule = onlyUses(PROTOCOL + ".request", JAVA, ROOT + ".errno", PROTOCOL, WIRE);
    rule.check(classes);
  }

  @ArchTest
  static void replies_dependOnValues(JavaClasses classes) {
    ArchRule rule = onlyUses(PROTOCOL + ".reply", JAVA, ROOT + ".errno", PROTOCOL, WIRE);
    rule.check(classes);
  }

  @ArchTest
  static void filesystem_dependsOnTheProtocol(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            ROOT + ".filesystem",
            JAVA,
            ROOT + ".errno",
            PROTOCOL,
            PROTOCOL + ".request",
            PROTOCOL + ".reply");
    rule.check(classes);
  }

  @ArchTest
  static void serving_dependsOnFilesystemAndProtocol(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            INTERNAL + ".serving",
            JAVA,
            ROOT + ".errno",
            ROOT + ".filesystem",
            PROTOCOL,
            PROTOCOL + ".request",
            PROTOCOL + ".reply");
    rule.check(classes);
  }

  @ArchTest
  static void faultTexts_dependOnTheParserAlone(JavaClasses classes) {
    ArchRule rule = onlyUses(INTERNAL + ".fault.text", JAVA, "org.snakeyaml..");
    rule.check(classes);
  }

  @ArchTest
  static void theParser_isKnownToFaultTextsAlone(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL + ".fault.text")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.snakeyaml..");
    rule.check(classes);
  }

  @ArchTest
  static void phasesAndTriggers_dependOnRequests(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            FAULT + ".trigger",
            JAVA,
            ROOT + ".filesystem",
            PROTOCOL,
            PROTOCOL + ".request",
            PROTOCOL + ".reply");
    rule.check(classes);
  }

  @ArchTest
  static void conditionsAndSchedules_dependOnTriggersAndTexts(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            INTERNAL + ".fault.trigger",
            JAVA,
            ROOT + ".filesystem",
            FAULT + ".trigger",
            INTERNAL + ".fault.text");
    rule.check(classes);
  }

  @ArchTest
  static void storage_dependsOnTheProtocol(JavaClasses classes) {
    onlyUses(ROOT + ".storage", JAVA, PROTOCOL, PROTOCOL + ".request").check(classes);
  }

  @ArchTest
  static void valuesOfEffects_dependOnPhases(JavaClasses classes) {
    onlyUses(FAULT + ".effect", JAVA, ROOT + ".filesystem", FAULT + ".trigger").check(classes);
  }

  @ArchTest
  static void effects_dependOnTriggersAndTheProtocol(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            INTERNAL + ".fault.effect",
            JAVA,
            ROOT + ".errno",
            ROOT + ".filesystem",
            ROOT + ".storage",
            FAULT + ".trigger",
            FAULT + ".effect",
            INTERNAL + ".fault.text",
            INTERNAL + ".fault.trigger",
            INTERNAL + ".wire",
            PROTOCOL,
            PROTOCOL + ".request");
    rule.check(classes);
  }

  @ArchTest
  static void faults_dependOnTheirParts(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            FAULT,
            JAVA,
            ROOT + ".posix",
            ROOT + ".errno",
            ROOT + ".filesystem",
            ROOT + ".storage",
            FAULT + ".trigger",
            FAULT + ".effect",
            INTERNAL + ".fault.text",
            INTERNAL + ".fault.trigger",
            INTERNAL + ".fault.effect",
            PROTOCOL);
    rule.check(classes);
  }

  @ArchTest
  static void faultEngine_dependsOnFaultsAndTheProtocol(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            INTERNAL + ".fault.engine",
            JAVA,
            WIRE,
            ROOT + ".errno",
            ROOT + ".posix",
            ROOT + ".filesystem",
            FAULT,
            FAULT + ".trigger",
            INTERNAL + ".fault.trigger",
            INTERNAL + ".fault.effect",
            PROTOCOL,
            PROTOCOL + ".request",
            PROTOCOL + ".reply");
    rule.check(classes);
  }

  @ArchTest
  static void trace_dependsOnTheTableOfOperations(JavaClasses classes) {
    onlyUses(ROOT + ".trace", JAVA, ROOT + ".filesystem").check(classes);
  }

  @ArchTest
  static void recordingOfTraces_dependsOnTheProtocolAndItsTable(JavaClasses classes) {
    ArchRule rule =
        onlyUses(
            INTERNAL + ".trace",
            JAVA,
            ROOT + ".trace",
            ROOT + ".errno",
            ROOT + ".filesystem",
            WIRE,
            PROTOCOL,
            PROTOCOL + ".request");
    rule.check(classes);
  }

  @ArchTest
  static void valuesOfTheClient_dependOnNothing(JavaClasses classes) {
    for (String name : List.of("posix")) {
      onlyUses(ROOT + "." + name, JAVA).check(classes);
    }
  }

  @ArchTest
  static void reports_dependOnTheProtocol(JavaClasses classes) {
    onlyUses(ROOT + ".report", JAVA, ROOT + ".filesystem", PROTOCOL).check(classes);
  }

  @ArchTest
  static void rulesOfReplies_dependOnTheWireAndReports(JavaClasses classes) {
    onlyUses(
            INTERNAL + ".rules",
            JAVA,
            ROOT + ".errno",
            ROOT + ".filesystem",
            ROOT + ".report",
            WIRE,
            PROTOCOL,
            PROTOCOL + ".request",
            PROTOCOL + ".reply")
        .check(classes);
  }

  @ArchTest
  static void mounts_dependOnTransferModes(JavaClasses classes) {
    onlyUses(ROOT + ".mount", JAVA, ROOT + ".filesystem").check(classes);
  }

  @ArchTest
  static void everyPackage_hasARule(JavaClasses classes) {
    ArchRule rule =
        classes()
            .should()
            .resideInAnyPackage(
                ROOT + ".errno",
                ROOT + ".stamp",
                ROOT + ".oracle",
                ROOT + ".comparison",
                INTERNAL + ".oracle",
                INTERNAL + ".statistics",
                PROTOCOL + "..",
                ROOT + ".filesystem",
                INTERNAL + ".serving",
                INTERNAL + ".rules",
                WIRE,
                INTERNAL + ".trace",
                ROOT + ".storage",
                FAULT + "..",
                INTERNAL + ".fault..",
                ROOT + ".trace",
                ROOT + ".posix",
                ROOT + ".report",
                ROOT + ".mount")
            .because("a new package needs its rule here");
    rule.check(classes);
  }

  @ArchTest
  static void packages_haveNoCycles(JavaClasses classes) {
    ArchRule rule = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();
    rule.check(classes);
  }

  @ArchTest
  static void nothing_sleeps(JavaClasses classes) {
    ArchRule rule =
        noClasses()
            .should()
            .callMethodWhere(
                describe(
                    "it is Thread.sleep or TimeUnit.sleep",
                    call ->
                        call.getName().equals("sleep")
                            && call.getTargetOwner().getPackageName().startsWith("java.")));
    rule.check(classes);
  }

  @ArchTest
  static void nothing_drawsWithoutASeed(JavaClasses classes) {
    ArchRule rule =
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
    rule.check(classes);
  }

  @ArchTest
  static void classesOfStaticMethods_cannotBeMade(JavaClasses classes) {
    ArchRule rule =
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
                                    .contains(
                                        com.tngtech.archunit.core.domain.JavaModifier.PRIVATE))
                        .forEach(
                            c -> events.add(SimpleConditionEvent.violated(c, c.getDescription())));
                  }
                });
    rule.check(classes);
  }

  @ArchTest
  static void everyPackage_isDescribed(JavaClasses classes) {
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
    String[] allowed = Arrays.copyOf(others, others.length + 2);
    allowed[others.length] = name;
    allowed[others.length + 1] = "org.jspecify.annotations";
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
