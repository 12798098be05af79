package org.fusefixture.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.junit.filesystem.NotesFileSystem;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each inner case passes by its own assertions, and leaves something on its visible mount. */
@Tag("host")
@Timeout(120)
class TestJvmGuardIT {
  private static final AtomicReference<Path> PATH = new AtomicReference<>();
  private static final AtomicReference<Object> HELD = new AtomicReference<>();
  private static Kit kit;

  @BeforeAll
  static void holdSandboxes() {
    kit = new Kit();
  }

  @AfterAll
  static void releaseSandboxes() {
    kit.close();
  }

  @AfterEach
  void releaseHeld() throws Exception {
    Object held = HELD.getAndSet(null);
    if (held instanceof Process process) {
      process.destroyForcibly().waitFor();
    } else if (held instanceof Closeable open) {
      open.close();
    }
  }

  @Test
  void openStream_failsTheTestAndDoesNotKeepTheMount() throws IOException {
    assertThat(onlyFailure(StreamCase.class))
        .hasMessageContaining("left by the test: descriptor ")
        .hasMessageContaining(" of the test JVM: " + PATH.get().resolve("note"))
        .hasMessageContaining("@Tolerates(TEST_JVM_LEFTOVER)");
    expectUnmountedCleanly();
    assertThat(((FileInputStream) HELD.get()).read()).as("of /dev/null").isEqualTo(-1);
  }

  @Test
  void mappedFile_failsTheTestAndDoesNotKeepTheMount() {
    assertThat(onlyFailure(MappingCase.class))
        .hasMessageContaining("left by the test: mapping of 4096 bytes, r--s, in the test JVM: ")
        .hasMessageContaining(PATH.get().resolve("note").toString());
    expectUnmountedCleanly();
    assertThat(((MappedByteBuffer) HELD.get()).get(0)).isZero();
  }

  @Test
  void mappingThatNobodyRefersTo_passes() {
    assertThat(Kit.failures(kit.run(GarbageCase.class))).isEmpty();
  }

  @Test
  void workingDirectoryOfAChild_failsTheTest() {
    assertThat(onlyFailure(ChildCase.class))
        .hasMessageContaining("left by the test: working directory of process ")
        .hasMessageContaining("sleep: " + PATH.get());
    assertThat(MountInfo.at(PATH.get())).isEmpty();
  }

  @Test
  void toleratedStream_passes() {
    assertThat(Kit.failures(kit.run(ToleratedCase.class))).isEmpty();
    expectUnmountedCleanly();
  }

  /** Where the mount is busy, the connection is aborted, and the directory may stay. */
  private static void expectUnmountedCleanly() {
    assertThat(MountInfo.at(PATH.get())).isEmpty();
    assertThat(PATH.get()).doesNotExist();
  }

  private static Throwable onlyFailure(Class<?> testCase) {
    List<Throwable> failures = Kit.failures(kit.run(testCase));
    assertThat(failures).hasSize(1);
    assertThat(failures.get(0)).isInstanceOf(GuardFailure.class);
    assertThat(failures.get(0).getSuppressed()).noneMatch(MountFailedException.class::isInstance);
    return failures.get(0);
  }

  private static Path note(MountedFilesystem fs) throws IOException {
    PATH.set(fs.path());
    return Files.writeString(fs.path().resolve("note"), "from the test JVM");
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class StreamCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      HELD.set(new FileInputStream(note(fs).toFile()));
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class MappingCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      HELD.set(map(note(fs)));
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class GarbageCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      assertThat(map(note(fs)).get(0)).isEqualTo((byte) 'f');
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class ChildCase {
    @FuseTest
    void test(MountedFilesystem fs) throws IOException {
      HELD.set(new ProcessBuilder("sleep", "60").directory(note(fs).getParent().toFile()).start());
    }
  }

  @FuseMount(value = NotesFileSystem.class, isolation = Isolation.PROCESS, visible = true)
  @InModes(SPLICE)
  static class ToleratedCase {
    @FuseTest
    @Tolerates(MountBreach.TEST_JVM_LEFTOVER)
    void test(MountedFilesystem fs) throws IOException {
      HELD.set(new FileInputStream(note(fs).toFile()));
    }
  }

  private static MappedByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size());
    }
  }
}
