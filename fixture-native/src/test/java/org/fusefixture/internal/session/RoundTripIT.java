package org.fusefixture.internal.session;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.nio.file.ExtendedOpenOption;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.report.SessionStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("host")
@Timeout(60)
class RoundTripIT {
  private static final int SIZE = 5 << 20;
  private static final long SEED = 42;

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void buffered_writes_of_many_sizes_are_read_back(TransferMode mode) throws Exception {
    roundTrip(mode, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void direct_writes_of_many_sizes_are_read_back(TransferMode mode) throws Exception {
    roundTrip(mode, true);
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void truncated_file_ends_there_and_grows_with_zeros(TransferMode mode) throws Exception {
    FlatFilesystem filesystem = new FlatFilesystem();
    try (MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      Path path = mount.path("t");
      mount.client(
          () -> {
            Files.write(path, "0123456789".getBytes());
            try (FileChannel file = FileChannel.open(path, READ, WRITE)) {
              file.truncate(4);
              file.write(ByteBuffer.wrap("x".getBytes()), 8);
            }
            assertThat(Files.readAllBytes(path)).isEqualTo("0123\0\0\0\0x".getBytes());
            return null;
          });
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void thousand_names_are_listed(TransferMode mode) throws Exception {
    FlatFilesystem filesystem = new FlatFilesystem();
    IntStream.range(0, 1000).forEach(i -> filesystem.file("file-" + i));
    try (MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      long count =
          mount.client(
              () -> {
                try (Stream<Path> list = Files.list(mount.path("."))) {
                  return list.distinct().count();
                }
              });
      assertThat(count).isEqualTo(1000);
      assertThat(mount.session().failures()).isEmpty();
    }
  }

  private static void roundTrip(TransferMode mode, boolean direct) throws Exception {
    FlatFilesystem filesystem = new FlatFilesystem();
    Random random = new Random(SEED);
    byte[] expected = new byte[SIZE];
    try (MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      Path path = mount.path("data");
      Set<OpenOption> options =
          direct
              ? Set.of(CREATE, READ, WRITE, ExtendedOpenOption.DIRECT)
              : Set.of(CREATE, READ, WRITE);
      int unit = direct ? 4096 : 1;
      mount.client(
          () -> {
            try (FileChannel file = FileChannel.open(path, options)) {
              for (int size : new int[] {1, 2, 512, 1000, 4096, 65536, 300_000, 1 << 20, 3 << 20}) {
                for (int repeat = 0; repeat < 4; repeat++) {
                  int length = Math.max(unit, size / unit * unit);
                  int at = random.nextInt((SIZE - length) / unit + 1) * unit;
                  byte[] bytes = new byte[length];
                  random.nextBytes(bytes);
                  ByteBuffer source = aligned(length).put(bytes).flip();
                  while (source.hasRemaining()) {
                    file.write(source, at + source.position());
                  }
                  System.arraycopy(bytes, 0, expected, at, length);
                }
              }
            }
            return null;
          });
      byte[] stored = Arrays.copyOf(filesystem.file("data").content(), SIZE);
      assertThat(Arrays.mismatch(stored, expected)).as("stored, seed %d", SEED).isEqualTo(-1);
      byte[] read =
          mount.client(
              () -> {
                try (FileChannel file = FileChannel.open(path, options)) {
                  ByteBuffer target = aligned(SIZE);
                  while (target.hasRemaining() && file.read(target, target.position()) > 0) {}
                  byte[] bytes = new byte[SIZE];
                  target.flip().get(bytes, 0, target.limit());
                  return bytes;
                }
              });
      assertThat(Arrays.mismatch(read, expected)).as("read, seed %d", SEED).isEqualTo(-1);
      SessionStatistics statistics = mount.session().statistics();
      long writes =
          mode == TransferMode.COPY ? statistics.writesInMemory() : statistics.writesInPipe();
      assertThat(writes).isPositive();
      assertThat(statistics.writesInMemory() + statistics.writesInPipe()).isEqualTo(writes);
      assertThat(mount.session().failures()).isEmpty();
      assertThat(mount.session().lateAccesses()).isEmpty();
    }
  }

  private static ByteBuffer aligned(int size) {
    return ByteBuffer.allocateDirect(size + 8192).alignedSlice(4096).slice(0, size);
  }
}
