package org.fusefixture.internal.session;

import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads that go on into a file, and replies that come out of one. */
@Tag("host")
@Timeout(60)
class MirrorIT {
  private static final int SIZE = (3 << 20) + 1234;
  private static final long SEED = 7;

  @TempDir Path directory;

  /** One file, whose content is in another. */
  private static final class Mirror extends FlatFilesystem implements AutoCloseable {
    final Fd backing;

    Mirror(Path path, int flags) {
      backing = LinuxPaths.open(LinuxPath.of(path), OpenFlag.O_RDWR | flags);
      file("mirrored").resize(SIZE);
    }

    @Override
    public void write(WriteRequest request, WriteReply reply) {
      reply.written(request.payload().transferTo(backing, request.offset()));
    }

    @Override
    public void read(ReadRequest request, DataReply reply) {
      reply.file(backing, request.offset(), request.size());
    }

    @Override
    public void close() {
      backing.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void file_is_read_to_its_end(TransferMode mode) throws Exception {
    byte[] expected = random(SIZE);
    Path backing = Files.write(directory.resolve("b"), expected);
    try (Mirror filesystem = new Mirror(backing, 0);
        MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      byte[] read = mount.client(() -> Files.readAllBytes(mount.path("mirrored")));
      assertThat(Arrays.mismatch(read, expected)).isEqualTo(-1);
      long spliced = mount.session().statistics().repliesSpliced();
      if (mode.splices()) {
        assertThat(spliced).isPositive();
      } else {
        assertThat(spliced).isZero();
      }
      assertThat(mount.session().failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void unaligned_writes_arrive_in_the_backing_file(TransferMode mode) throws Exception {
    byte[] expected = new byte[SIZE];
    Path backing = Files.write(directory.resolve("b"), expected);
    Random random = new Random(SEED);
    try (Mirror filesystem = new Mirror(backing, 0);
        MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      mount.client(
          () -> {
            try (FileChannel file = FileChannel.open(mount.path("mirrored"), READ, WRITE)) {
              for (int i = 0; i < 30; i++) {
                byte[] bytes = random(1 + random.nextInt(1_500_000));
                int at = random.nextInt(SIZE - bytes.length);
                System.arraycopy(bytes, 0, expected, at, bytes.length);
                ByteBuffer source = ByteBuffer.wrap(bytes);
                while (source.hasRemaining()) {
                  file.write(source, at + source.position());
                }
              }
            }
            return null;
          });
      assertThat(Arrays.mismatch(Files.readAllBytes(backing), expected))
          .as("seed %d", SEED)
          .isEqualTo(-1);
      assertThat(mount.session().failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "SPLICE"})
  void payload_goes_into_a_file_that_refuses_splice(TransferMode mode) throws Exception {
    // O_APPEND: splice(2) fails with EINVAL, pwrite(2) appends.
    Path backing = Files.createFile(directory.resolve("b"));
    try (Mirror filesystem = new Mirror(backing, OpenFlag.O_APPEND);
        MountedFixture mount = MountedFixture.mount(filesystem, mode)) {
      byte[] bytes = random(200_000);
      mount.client(
          () -> {
            try (FileChannel file = FileChannel.open(mount.path("mirrored"), WRITE)) {
              ByteBuffer source = ByteBuffer.wrap(bytes);
              while (source.hasRemaining()) {
                file.write(source, source.position());
              }
            }
            return null;
          });
      assertThat(Files.readAllBytes(backing)).isEqualTo(bytes);
    }
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED + size).nextBytes(bytes);
    return bytes;
  }
}
