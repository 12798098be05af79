package org.fusefixture.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;

/** Data, holes and blocks of a file that was not synced are those of a file of the disk itself. */
class SparseFilePropertyTest {
  private static final String SEED = "20261130";
  private static final int PAGE = FileCache.PAGE;
  private static final int PAGES = 24;
  private static final FileName NAME = FileName.of("a");
  private static final int PUNCH = LinuxFiles.FALLOC_FL_PUNCH_HOLE | LinuxFiles.FALLOC_FL_KEEP_SIZE;

  enum Kind {
    WRITE,
    TRUNCATE,
    PUNCH,
    FSYNC
  }

  /** One call with two numbers. */
  record Call(Kind kind, int at, int size) {}

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Integer> places = Arbitraries.integers().between(0, PAGES * PAGE / 2);
    return Combinators.combine(Arbitraries.of(Kind.class), places, places.filter(size -> size > 0))
        .as(Call::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(25);
  }

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void unsyncedFile_hasTheExtentsOfAFileOfTheDisk(@ForAll("calls") List<Call> calls)
      throws IOException {
    Path root = Files.createTempDirectory("sparse");
    Path below = Files.createDirectory(root.resolve("below"));
    try (Volume volume = new Volume(below, Long.MAX_VALUE);
        HeldInode directory = HeldInode.directory(root).inode();
        OpenInode plain = directory.create(NAME, OpenFlag.O_CREAT | OpenFlag.O_RDWR, 0600);
        HeldInode held = directory.openat(NAME).inode();
        NativeBuffer buffer = NativeBuffer.allocate(PAGES * PAGE)) {
      CachedInode cached =
          volume.create(NodeId.ROOT, NAME, Statx.S_IFREG | 0600, new Caller(0, 0, 0), 0);
      OpenCachedInode open = volume.open(cached.nodeId(), OpenFlag.O_RDWR);
      for (Call call : calls) {
        switch (call.kind) {
          case WRITE -> {
            byte[] bytes = new byte[call.size];
            Arrays.fill(bytes, (byte) 1);
            volume.write(cached, call.at, bytes);
            buffer.bytes().put(0, bytes);
            plain.pwriteFully(buffer.address(), call.size, call.at);
          }
          case TRUNCATE -> {
            volume.truncate(cached, call.at);
            plain.ftruncate(call.at);
          }
          case PUNCH -> {
            volume.fallocate(cached, PUNCH, call.at, call.size);
            plain.fallocate(PUNCH, call.at, call.size);
          }
          case FSYNC -> volume.fsync(open);
        }
        for (long at = 0; at < PAGES * PAGE; at += PAGE) {
          for (int whence : new int[] {LinuxFiles.SEEK_DATA, LinuxFiles.SEEK_HOLE}) {
            assertThat(seek(volume, cached, at, whence))
                .as("after %s, whence %d from %d", call, whence, at)
                .isEqualTo(seek(plain, at, whence));
          }
        }
        assertThat(volume.attributes(cached).blocks())
            .as("blocks after %s", call)
            .isBetween(held.stat().blocks() - 8, held.stat().blocks() + 8); // extents of ext4
      }
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static long seek(Volume volume, CachedInode inode, long at, int whence) {
    try {
      return volume.seek(inode, at, whence);
    } catch (ErrnoException e) {
      assertThat(e.errno()).isEqualTo(Errno.ENXIO);
      return -1;
    }
  }

  private static long seek(OpenInode file, long at, int whence) {
    try {
      return file.lseek(at, whence);
    } catch (ErrnoException e) {
      assertThat(e.errno()).isEqualTo(Errno.ENXIO);
      return -1;
    }
  }
}
