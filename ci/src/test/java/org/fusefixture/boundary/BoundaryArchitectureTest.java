package org.fusefixture.boundary;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the public API ends, in all modules; this one sees them all. */
class BoundaryArchitectureTest {
  /** Packages from which a test author imports. */
  private static final List<String> IMPORTED =
      List.of(
          "java/lang",
          "java/util",
          "java/io",
          "java/nio/file",
          "java/nio/file/attribute",
          "java/time");

  @Test
  void allModulesAreSeen() {
    assertThat(byModule().keySet()).hasSize(5);
    assertThat(PublicApi.types()).hasSizeGreaterThan(150);
  }

  @Test
  void everyPackage_isPublicOrInternalOrASample() {
    assertThat(PublicApi.classes().map(JavaClass::getPackageName).collect(toSet()))
        .allMatch(
            name ->
                PublicApi.isPublic(name) || PublicApi.isInternal(name) || PublicApi.isSample(name));
  }

  /** Whatever a user can get hold of is for users, so nothing else can be reached. */
  @Test
  void publicSignatures_namePublicTypesOfPublicPackages() {
    Set<String> leaks = new TreeSet<>();
    for (Class<?> type : PublicApi.types()) {
      for (Class<?> named : Signatures.named(type)) {
        if (named.getName().startsWith(PublicApi.ROOT)
            && !isForUsers(named)
            && !isHiddenSupertype(named, type)) {
          leaks.add(type.getSimpleName() + " names " + named.getSimpleName());
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void noTwoTopLevelTypes_shareASimpleName() {
    Map<String, Set<String>> packages =
        PublicApi.topLevelTypes()
            .collect(
                groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    mapping(JavaClass::getPackageName, toCollection(TreeSet::new))));
    packages.values().removeIf(names -> names.size() == 1);
    assertThat(packages).isEmpty();
  }

  @Test
  void noPublicType_hasTheNameOfAJdkTypeThatATestImports() throws IOException {
    Set<String> jdk = jdkTypes();
    assertThat(jdk).contains("String", "Map", "Path", "FileTime", "Duration", "IOException");
    List<String> shadows = new ArrayList<>();
    for (Class<?> type : PublicApi.types()) {
      if (type.getEnclosingClass() == null && jdk.contains(type.getSimpleName())) {
        shadows.add(type.getName());
      }
    }
    assertThat(shadows).isEmpty();
  }

  @Test
  void noPackage_isInTwoModules() {
    Map<String, Set<String>> modules = new TreeMap<>();
    byModule()
        .forEach(
            (module, packages) ->
                packages.forEach(
                    name -> modules.computeIfAbsent(name, key -> new TreeSet<>()).add(module)));
    modules.values().removeIf(names -> names.size() == 1);
    assertThat(modules).isEmpty();
  }

  private static boolean isForUsers(Class<?> type) {
    return PublicApi.isVisible(type) && PublicApi.isPublic(type.getPackageName());
  }

  /** What users see of such a type, they see as members of the public one. */
  private static boolean isHiddenSupertype(Class<?> named, Class<?> type) {
    return named == type.getSuperclass() && named.getPackage() == type.getPackage();
  }

  private static Map<String, Set<String>> byModule() {
    return PublicApi.classes()
        .collect(
            groupingBy(
                BoundaryArchitectureTest::module,
                TreeMap::new,
                mapping(JavaClass::getPackageName, toCollection(TreeSet::new))));
  }

  /** The jar, or the folder of classes, in which a type was found. */
  private static String module(JavaClass type) {
    String source = type.getSource().orElseThrow().getUri().toString();
    return source.substring(0, source.lastIndexOf(type.getName().replace('.', '/')));
  }

  private static Set<String> jdkTypes() throws IOException {
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    Set<String> names = new TreeSet<>();
    for (String directory : IMPORTED) {
      try (Stream<Path> files = Files.list(base.resolve(directory))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".class") && !name.contains("$"))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .forEach(names::add);
      }
    }
    return names;
  }
}
