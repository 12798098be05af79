package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.fusefixture.errno.Errno;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;

/** Two files against a model of them, after every step of random sequences. */
class ContentPropertyTest {
  private static final String SEED = "20260101";
  private static final int MOST = 512 * 1024;
  private static final int KEEP_SIZE = 1;
  private static final int PUNCH_HOLE = 2;
  private static final int ZERO_RANGE = 0x10;

  enum Kind {
    WRITE,
    TRUNCATE,
    PUNCH,
    ZERO,
    ZERO_KEEPING_SIZE,
    ALLOCATE,
    ALLOCATE_KEEPING_SIZE,
    COPY
  }

  record Step(Kind kind, int file, int offset, int length, int other) {}

  private final TestClient client = new TestClient(new TestKernel(Fixtures.memory()));
  private final long[] nodes = {
    client.create(ROOT, "0", 0644).node(), client.create(ROOT, "1", 0644).node()
  };

  @Property(seed = SEED, tries = 400)
  void filesAfterAnySteps_areWhatTheModelSays(@ForAll("steps") List<Step> steps) {
    run(steps, 0, MOST);
  }

  /** The same steps, counted back from the end of the largest file, which is 2^63 - 1 bytes. */
  @Property(seed = SEED, tries = 100)
  void filesOfTheLargestSize_areWhatTheModelSays(@ForAll("steps") List<Step> steps) {
    int limit = MOST - 1;
    List<Step> reflected =
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.kind,
                        step.file,
                        limit - step.offset - (step.kind == Kind.TRUNCATE ? 0 : step.length),
                        step.length,
                        limit - step.other - step.length))
            .toList();
    run(reflected, Long.MAX_VALUE - limit, limit);
  }

  /** Both files are holes up to {@code base}; the model is what follows. */
  private void run(List<Step> steps, long base, int limit) {
    ModelFile[] models = {new ModelFile(MOST, limit), new ModelFile(MOST, limit)};
    for (int file = 0; file < 2; file++) {
      client.truncate(nodes[file], base).ok();
    }
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      perform(base, step, at + 1);
      perform(models, step, at + 1);
      for (int file = 0; file < 2; file++) {
        check(base, nodes[file], models[file], step);
      }
    }
    for (int file = 0; file < 2; file++) {
      client.truncate(nodes[file], 0).ok();
      assertThat(client.stat(nodes[file]).blocks()).as("blocks of an empty file").isZero();
    }
  }

  private void perform(long base, Step step, int value) {
    long node = nodes[step.file];
    long offset = base + step.offset;
    switch (step.kind) {
      case WRITE -> client.write(node, offset, filled(step.length, value)).ok();
      case TRUNCATE -> client.truncate(node, offset).ok();
      case PUNCH -> client.fallocate(node, PUNCH_HOLE | KEEP_SIZE, offset, step.length).ok();
      case ZERO -> client.fallocate(node, ZERO_RANGE, offset, step.length).ok();
      case ZERO_KEEPING_SIZE ->
          client.fallocate(node, ZERO_RANGE | KEEP_SIZE, offset, step.length).ok();
      case ALLOCATE -> client.fallocate(node, 0, offset, step.length).ok();
      case ALLOCATE_KEEPING_SIZE -> client.fallocate(node, KEEP_SIZE, offset, step.length).ok();
      case COPY ->
          client.copy(node, offset, nodes[1 - step.file], base + step.other, step.length).ok();
    }
  }

  private static void perform(ModelFile[] models, Step step, int value) {
    ModelFile model = models[step.file];
    int end = step.offset + step.length;
    switch (step.kind) {
      case WRITE -> model.write(step.offset, filled(step.length, value));
      case TRUNCATE -> model.truncate(step.offset);
      case PUNCH -> model.punch(step.offset, end);
      case ZERO -> model.allocate(step.offset, end, true, false);
      case ZERO_KEEPING_SIZE -> model.allocate(step.offset, end, true, true);
      case ALLOCATE -> model.allocate(step.offset, end, false, false);
      case ALLOCATE_KEEPING_SIZE -> model.allocate(step.offset, end, false, true);
      case COPY -> models[1 - step.file].copy(model, step.offset, step.other, step.length);
    }
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private void check(long base, long node, ModelFile model, Step after) {
    assertThat(client.stat(node).size() - base).as("size after %s", after).isEqualTo(model.size());
    assertThat(client.stat(node).blocks()).as("blocks after %s", after).isEqualTo(model.blocks());
    byte[] stored = client.read(node, base, MOST);
    byte[] expected = model.read(0, MOST);
    int wrong = Arrays.mismatch(stored, expected);
    assertThat(wrong).as("first wrong byte after %s", after).isEqualTo(-1);
    for (int at : new int[] {0, after.offset, after.offset + after.length, after.other}) {
      for (boolean data : new boolean[] {true, false}) {
        Answer found = client.seek(node, base + at, data ? 3 : 4);
        int wanted = model.seek(at, data);
        if (wanted < 0) {
          assertThat(found.error()).as("seek %s from %s", data, at).contains(Errno.ENXIO);
        } else {
          assertThat(found.u64(0) - base).as("seek %s from %s", data, at).isEqualTo(wanted);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> places =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(0, 250_000)),
            Tuple.of(1, Arbitraries.integers().between(0, 60).map(page -> page * 4096)),
            Tuple.of(1, Arbitraries.integers().between(0, 3).map(chunk -> chunk * 65536)));
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.integers().between(1, 20_000)),
            Tuple.of(1, Arbitraries.integers().between(1, 200_000)),
            Tuple.of(1, Arbitraries.integers().between(1, 40).map(page -> page * 4096)));
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 1),
            places,
            lengths,
            places)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }
}
