package org.fusefixture.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** What programs see, and what the real directory holds, are as the model says at every step. */
class SurvivalPropertyTest {
  private static final String SEED = "20200715";
  private static final Caller CALLER = new Caller(0, 0, 0);

  enum Kind {
    CREATE,
    WRITE,
    TRUNCATE,
    LINK,
    RENAME,
    UNLINK,
    SYNC,
    SYNC_DIRECTORY,
    LOSE
  }

  /** One call: of a file, perhaps of another, with two numbers. */
  record Step(Kind kind, String name, String other, int at, int size) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> names = Arbitraries.of("a", "b", "c");
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 3 * FileCache.PAGE);
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(3, Kind.CREATE),
            net.jqwik.api.Tuple.of(8, Kind.WRITE),
            net.jqwik.api.Tuple.of(3, Kind.TRUNCATE),
            net.jqwik.api.Tuple.of(1, Kind.LINK),
            net.jqwik.api.Tuple.of(2, Kind.RENAME),
            net.jqwik.api.Tuple.of(1, Kind.UNLINK),
            net.jqwik.api.Tuple.of(3, Kind.SYNC),
            net.jqwik.api.Tuple.of(1, Kind.SYNC_DIRECTORY),
            net.jqwik.api.Tuple.of(2, Kind.LOSE));
    return Combinators.combine(kinds, names, names, places, places)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  @Property(seed = SEED, tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anySequenceOfCalls_leavesWhatTheModelSays(@ForAll("steps") List<Step> steps)
      throws IOException {
    Path directory = Files.createTempDirectory("survival");
    SurvivalModel model = new SurvivalModel();
    try (Volume volume = new Volume(directory, Long.MAX_VALUE)) {
      for (int number = 0; number < steps.size(); number++) {
        apply(steps.get(number), number, volume, model);
        assertThat(onDisk(directory)).isEqualTo(texts(model.durable()));
        assertThat(seen(volume)).isEqualTo(texts(model.seen()));
      }
      volume.loseUnsynced(0, 0);
      assertThat(seen(volume)).isEqualTo(texts(model.durable()));
      assertThat(volume.unsynced().isEmpty()).isTrue();
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void apply(Step step, int number, Volume volume, SurvivalModel model) {
    FileName name = FileName.of(step.name());
    FileName other = FileName.of(step.other());
    boolean there = model.has(step.name());
    switch (step.kind()) {
      case CREATE -> {
        if (!there) {
          volume.create(NodeId.ROOT, name, 0100644, CALLER, 0);
          model.create(step.name());
        }
      }
      case WRITE -> {
        if (there) {
          byte[] bytes = bytes(step.size(), number);
          volume.write(inode(volume, step.name()), step.at(), bytes);
          if (bytes.length > 0) {
            model.write(step.name(), step.at(), bytes);
          }
        }
      }
      case TRUNCATE -> {
        if (there) {
          volume.truncate(inode(volume, step.name()), step.size());
          model.truncate(step.name(), step.size());
        }
      }
      case LINK -> {
        if (there && !model.has(step.other())) {
          volume.link(inode(volume, step.name()).nodeId(), NodeId.ROOT, other);
          model.link(step.name(), step.other());
        }
      }
      case RENAME -> {
        if (there) {
          volume.rename(NodeId.ROOT, name, NodeId.ROOT, other, 0, CALLER);
          model.rename(step.name(), step.other());
        }
      }
      case UNLINK -> {
        if (there) {
          volume.unlink(NodeId.ROOT, name);
          model.unlink(step.name());
        }
      }
      case SYNC -> {
        if (there) {
          fsync(volume, inode(volume, step.name()).nodeId());
          model.sync(step.name());
        }
      }
      case SYNC_DIRECTORY -> {
        fsync(volume, NodeId.ROOT);
        model.commit();
      }
      case LOSE -> {
        volume.loseUnsynced(0, 0);
        model.lose();
      }
    }
  }

  private static void fsync(Volume volume, NodeId nodeId) {
    OpenCachedInode file = volume.open(nodeId, 0);
    volume.fsync(file);
    volume.release(file.inode);
  }

  private static byte[] bytes(int size, int number) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) (number + 1));
    return bytes;
  }

  private static CachedInode inode(Volume volume, String name) {
    return volume.lookup(NodeId.ROOT, FileName.of(name));
  }

  private static Map<String, String> seen(Volume volume) {
    Map<String, String> contents = new HashMap<>();
    volume
        .list(NodeId.ROOT)
        .forEach(
            entry -> {
              CachedInode inode = volume.lookup(NodeId.ROOT, entry.getKey());
              byte[] bytes = new byte[(int) inode.size()];
              assertThat(volume.read(inode, 0, bytes, bytes.length)).isEqualTo(bytes.length);
              contents.put(entry.getKey().toString(), text(bytes));
            });
    return contents;
  }

  private static Map<String, String> onDisk(Path directory) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), text(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  private static Map<String, String> texts(Map<String, byte[]> contents) {
    Map<String, String> texts = new HashMap<>();
    contents.forEach((name, bytes) -> texts.put(name, text(bytes)));
    return texts;
  }

  /** Runs of equal bytes: "3 x 5" is three bytes of value 5. */
  private static String text(byte[] bytes) {
    StringBuilder runs = new StringBuilder();
    for (int from = 0, to; from < bytes.length; from = to) {
      to = from;
      while (to < bytes.length && bytes[to] == bytes[from]) {
        to++;
      }
      runs.append(to - from).append(" x ").append(bytes[from]).append(' ');
    }
    return runs.toString();
  }
}
