package org.fusefixture.internal.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Paths of a mount against those of the JDK on Linux: the same results, and the same refusals. */
class PathPropertyTest {
  private static final String SEED = "20260103";
  private static final FileSystem JDK = FileSystems.getDefault();
  private static final FileSystem MOUNT = NioMount.open(new DeadAgent()).root().getFileSystem();

  @Property(seed = SEED, tries = 1000)
  void operationsOnOnePath_giveWhatTheJdkGives(@ForAll("texts") String text) {
    same(text, Path::toString);
    same(text, Path::isAbsolute);
    same(text, path -> String.valueOf(path.getRoot()));
    same(text, path -> String.valueOf(path.getFileName()));
    same(text, path -> String.valueOf(path.getParent()));
    same(text, Path::getNameCount);
    same(text, path -> path.normalize().toString());
    same(text, PathPropertyTest::names);
    for (int from = -1; from < 4; from++) {
      for (int to = -1; to < 5; to++) {
        int begin = from;
        int end = to;
        same(text, path -> path.subpath(begin, end).toString());
      }
      int index = from;
      same(text, path -> path.getName(index).toString());
    }
  }

  @Property(seed = SEED, tries = 3000)
  void operationsOnTwoPaths_giveWhatTheJdkGives(
      @ForAll("texts") String one, @ForAll("texts") String two) {
    same(one, two, (a, b) -> a.resolve(b).toString());
    same(one, two, (a, b) -> a.resolveSibling(b).toString());
    same(one, two, (a, b) -> a.relativize(b).toString());
    same(one, two, (a, b) -> a.startsWith(b));
    same(one, two, (a, b) -> a.endsWith(b));
    same(one, two, (a, b) -> Integer.signum(a.compareTo(b)));
    same(one, two, Path::equals);
    same(one, two, (a, b) -> a.getFileSystem().getPath(one, two, one).toString());
    same(one, two, (a, b) -> a.resolve(b).normalize().relativize(a.normalize()).toString());
  }

  @Property(seed = SEED, tries = 500)
  void uris_leadBackToTheirPaths(@ForAll("texts") String text) {
    Path path = MOUNT.getPath(text);
    assertThat(Path.of(path.toUri())).isEqualTo(path.toAbsolutePath());
    assertThat(path.toAbsolutePath().hashCode()).isEqualTo(Path.of(path.toUri()).hashCode());
  }

  @Property(seed = SEED, tries = 5000)
  void globs_matchWhatTheyMatchInTheJdk(
      @ForAll("globs") String glob, @ForAll("texts") String text) {
    Object expected = outcome(() -> JDK.getPathMatcher("glob:" + glob).matches(JDK.getPath(text)));
    Object actual =
        outcome(() -> MOUNT.getPathMatcher("glob:" + glob).matches(MOUNT.getPath(text)));
    assertThat(actual).as("glob \"%s\" on \"%s\"", glob, text).isEqualTo(expected);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "ab", ".", "..", "/", "/", "//", ".c", "a b", "%")
        .list()
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> globs() {
    return Arbitraries.of(
            "a", "b", ".", "/", "*", "**", "?", "{a,b}", "{a*,.c}", "[ab]", "[!a]", "[a-b]", "\\*",
            "[b-a]", "{", "}", "[", ",", "\\", "$", "(", "+")
        .list()
        .ofMaxSize(5)
        .map(parts -> String.join("", parts));
  }

  private static List<String> names(Path path) {
    List<String> names = new ArrayList<>();
    path.forEach(name -> names.add(name.toString()));
    return names;
  }

  private static void same(String text, Function<Path, Object> operation) {
    Object expected = outcome(() -> operation.apply(JDK.getPath(text)));
    Object actual = outcome(() -> operation.apply(MOUNT.getPath(text)));
    assertThat(actual).as("on \"%s\"", text).isEqualTo(expected);
  }

  private static void same(String one, String two, BiFunction<Path, Path, Object> operation) {
    Object expected = outcome(() -> operation.apply(JDK.getPath(one), JDK.getPath(two)));
    Object actual = outcome(() -> operation.apply(MOUNT.getPath(one), MOUNT.getPath(two)));
    assertThat(actual).as("on \"%s\" and \"%s\"", one, two).isEqualTo(expected);
  }

  private static Object outcome(java.util.function.Supplier<Object> operation) {
    try {
      return Objects.requireNonNull(operation.get());
    } catch (RuntimeException e) {
      return e.getClass();
    }
  }
}
