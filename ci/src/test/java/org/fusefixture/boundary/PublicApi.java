package org.fusefixture.boundary;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The main classes of all modules, and which of them are for users. */
final class PublicApi {
  static final String ROOT = "org.fusefixture.";
  static final String INTERNAL = ROOT + "internal";

  /** Packages for test authors and for authors of filesystems; with those below them. */
  private static final Set<String> PACKAGES =
      Set.of(
          "assertion",
          "backing",
          "comparison",
          "conformance",
          "errno",
          "fault",
          "filesystem",
          "junit",
          "mount",
          "oracle",
          "posix",
          "protocol",
          "report",
          "stamp",
          "storage",
          "trace");

  /** Examples to read and to run; public where the server has to construct them. */
  private static final String SAMPLES = ROOT + "sample";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.fusefixture");

  private PublicApi() {}

  /** All main classes of all modules, nested ones too. */
  static Stream<JavaClass> classes() {
    return CLASSES.stream().filter(type -> !type.getSimpleName().equals("package-info"));
  }

  static Stream<JavaClass> topLevelTypes() {
    return classes().filter(type -> type.getEnclosingClass().isEmpty());
  }

  /** Public types of public packages, nested ones too, as the JVM sees them. */
  static List<Class<?>> types() {
    return classes()
        .filter(type -> isPublic(type.getPackageName()))
        .<Class<?>>map(JavaClass::reflect)
        .filter(PublicApi::isVisible)
        .toList();
  }

  /** Whether users see a type: it and those around it are public or protected. */
  static boolean isVisible(Class<?> type) {
    boolean visible =
        Modifier.isPublic(type.getModifiers()) || Modifier.isProtected(type.getModifiers());
    return visible && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  static boolean isPublic(String packageName) {
    return PACKAGES.stream().anyMatch(name -> isOrIsBelow(packageName, ROOT + name));
  }

  static boolean isInternal(String packageName) {
    return isOrIsBelow(packageName, INTERNAL);
  }

  static boolean isSample(String packageName) {
    return isOrIsBelow(packageName, SAMPLES);
  }

  private static boolean isOrIsBelow(String packageName, String above) {
    return packageName.equals(above) || packageName.startsWith(above + ".");
  }
}
