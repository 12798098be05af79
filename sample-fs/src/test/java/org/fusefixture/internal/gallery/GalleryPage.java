package org.fusefixture.internal.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fusefixture.filesystem.FuseFilesystem;

/**
 * The page docs/gallery.md, made from the annotations of the members, which {@link GallerySuite}
 * holds against what is found on mounts. Run it to write the page anew: the verdicts at its end are
 * those that {@link FiveVerdictsIT} has printed, or the old ones where it has not run.
 */
final class GalleryPage {
  static final Path PAGE = Path.of("../docs/gallery.md");
  static final Path PRINTED = Path.of("target/five-verdicts");
  private static final int WIDTH = 150;
  private static final int MOST_LINES = 8;
  private static final Pattern VERDICT =
      Pattern.compile("### (\\w+)\n\n```\n(.*?)\n```\n", Pattern.DOTALL);

  private GalleryPage() {}

  /** Writes the page; the working directory is that of this module. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (Class<? extends FuseFilesystem> member : FiveVerdictsIT.drawn().toList()) {
      String name = member.getSimpleName();
      Path printed = PRINTED.resolve(name + ".txt");
      verdicts.put(
          name,
          Files.exists(printed)
              ? shortened(Files.readAllLines(printed))
              : Objects.requireNonNull(shown().get(name), "run FiveVerdictsIT first"));
    }
    Files.writeString(PAGE, page(verdicts));
  }

  /** The verdicts that the page shows, by the names of the members. */
  static Map<String, String> shown() throws IOException {
    Map<String, String> shown = new LinkedHashMap<>();
    Matcher verdict = VERDICT.matcher(Files.readString(PAGE));
    while (verdict.find()) {
      shown.put(verdict.group(1), verdict.group(2));
    }
    return shown;
  }

  static String page(Map<String, String> verdicts) {
    return """
        # The gallery of broken filesystems

        Each member of the gallery is a small subclass of `MemoryFileSystem` with one bug of a kind that was seen in a real
        filesystem. (Where the place is no FUSE filesystem, a FUSE filesystem can have the same bug.) The gallery tests [the
        oracle](oracle.md): `GalleryIT` (tag `gallery`) and `GalleryUserPagesIT` (patched kernel) run the exercise on each
        member, in each mode in which its bug can show. They want exactly its verdict, nothing that does not follow from the
        bug, and a first line that names it (`@Broken`). Made from the annotations by `GalleryPage`; do not edit.

            mvn verify -pl sample-fs -am -Dgroups="gallery&host" -DexcludedGroups=slow

        Three filesystems are exercised at once in one sandbox, each on its own mount with its own server: while one waits for a
        time limit (a missing reply costs 5 s, a missing FORGET 3 s), two cores have enough to do.

        A server that answers a WRITE first always commits a late access. What that does to the content depends on the mode: in
        `SPLICE_USER_PAGES` it is MUTATED_AFTER_REPLY; if the kernel copies the client's pages, the bytes are right but may come
        too late, and MUTATED_AFTER_REPLY is never given.

        | filesystem | what it does | verdict | seen in |
        |---|---|---|---|
        """
        + brokenRows()
        + """

        ## The first line of each verdict

        | filesystem | likeliest cause |
        |---|---|
        """
        + causeRows()
        + """

        ## The unusual ones, which are right

        These and the reference filesystems `MemoryFileSystem` and `MirrorFileSystem` go through the same exercise and must not
        be blamed: twice in each mode by `GalleryIT`, and a thousand times with different seeds by `RightFilesystemsIT` (tag
        `slow`; `-Dfusefixture.gallery.runs=N` for fewer runs, `-Dfusefixture.gallery.members=REGEX` for some members).

        | filesystem | what is unusual |
        |---|---|
        """
        + unusualRows()
        + """

        ## Five verdicts as they appear

        `FiveVerdictsIT` (tag `slow`, seed 2026) draws five members whose bug shows in SPLICE, and prints what the exercise
        says. Here only the start of each is kept, and lines end at 150 characters. Neither the filesystem's name nor its source
        is needed to see what is wrong. The test fails when a first line is no longer printed; it keeps what is printed in
        `sample-fs/target/five-verdicts`.

        """
        + verdicts.entrySet().stream()
            .map(entry -> "### " + entry.getKey() + "\n\n```\n" + entry.getValue() + "\n```\n\n")
            .collect(Collectors.joining())
        + addresses();
  }

  private static String brokenRows() {
    StringBuilder rows = new StringBuilder();
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      Broken broken = member.getAnnotation(Broken.class);
      String seen =
          Arrays.stream(broken.seenIn())
              .map(place -> "[" + place + "]")
              .collect(Collectors.joining(", "));
      rows.append(
          String.format(
              "| `%s` | %s | %s | %s |%n",
              member.getSimpleName(), broken.bug(), broken.verdict(), seen));
    }
    return rows.toString();
  }

  private static String causeRows() {
    StringBuilder rows = new StringBuilder();
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      rows.append(
          String.format(
              "| `%s` | %s |%n",
              member.getSimpleName(), member.getAnnotation(Broken.class).cause().sentence()));
    }
    return rows.toString();
  }

  private static String unusualRows() {
    StringBuilder rows = new StringBuilder();
    for (Class<? extends FuseFilesystem> member : GalleryMembers.right()) {
      Unusual unusual = member.getAnnotation(Unusual.class);
      if (unusual != null) {
        rows.append(String.format("| `%s` | %s |%n", member.getSimpleName(), unusual.value()));
      }
    }
    return rows.toString();
  }

  private static String addresses() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<? extends FuseFilesystem> member : GalleryMembers.broken()) {
      places.addAll(Arrays.asList(member.getAnnotation(Broken.class).seenIn()));
    }
    return places.stream()
        .map(
            place -> "[" + place + "]: https://github.com/" + place.replace("#", "/issues/") + "\n")
        .collect(Collectors.joining());
  }

  private static String shortened(List<String> lines) {
    List<String> kept = new ArrayList<>();
    for (String line : lines.subList(0, Math.min(MOST_LINES, lines.size()))) {
      kept.add(line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line);
    }
    if (lines.size() > MOST_LINES) {
      kept.add("  ... (" + (lines.size() - MOST_LINES) + " lines more)");
    }
    return String.join("\n", kept);
  }
}
