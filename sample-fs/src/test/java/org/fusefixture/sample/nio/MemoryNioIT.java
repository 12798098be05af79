package org.fusefixture.sample.nio;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** What users of {@code Files} do, on a mount that this JVM cannot see. */
@Tag("host")
@Tag("container")
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(
    value = SPLICE,
    isolation = {Isolation.PROCESS, Isolation.CONTAINER})
@InModes(value = SPLICE, kernel = Kernel.PATCHED)
class MemoryNioIT {
  private static final int SEED = 20260104;

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  @AfterEach
  void removeEverything(MountedFilesystem fs) throws IOException {
    try (Stream<Path> all = Files.walk(fs.root())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(fs.root())) {
          Files.delete(path);
        }
      }
    }
  }

  @FuseTest
  void same_calls_give_the_same_outcome_as_on_the_default_file_system(
      MountedFilesystem fs, @TempDir Path here) {
    List<String> expected = new FilesScript(here).run();
    assertThat(new FilesScript(fs.root()).run()).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(60);
  }

  @FuseTest
  void content_of_any_size_goes_there_and_back(MountedFilesystem fs, @TempDir Path here)
      throws IOException {
    byte[] bytes = random(300_001);
    Path file = Files.write(fs.root().resolve("f"), bytes);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Path copy = Files.copy(file, fs.root().resolve("copy"));
    assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
    Path out = Files.copy(file, here.resolve("out"));
    assertThat(Files.mismatch(file, out)).isEqualTo(-1);
    Files.move(out, fs.root().resolve("in"));
    assertThat(out).doesNotExist();
    assertThat(fs.client().stat("in").size()).isEqualTo(bytes.length);
    try (OutputStream stream = Files.newOutputStream(fs.root().resolve("g"))) {
      assertThat(Files.copy(file, stream)).isEqualTo(bytes.length);
    }
    assertThat(Files.mismatch(file, fs.root().resolve("g"))).isEqualTo(-1);
    Files.writeString(file, "one\ntwo\n");
    try (Stream<String> lines = Files.lines(file)) {
      assertThat(lines).containsExactly("one", "two");
    }
  }

  @FuseTest
  void channel_keeps_position_and_size(MountedFilesystem fs) throws IOException {
    Path file = fs.root().resolve("f");
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, READ, WRITE)) {
      assertThat(channel.write(ByteBuffer.wrap("hello world".getBytes()))).isEqualTo(11);
      assertThat(channel.position()).isEqualTo(11);
      ByteBuffer five = ByteBuffer.allocate(5);
      assertThat(channel.position(6).read(five)).isEqualTo(5);
      assertThat(new String(five.array())).isEqualTo("world");
      assertThat(channel.read(five.clear())).isEqualTo(-1);
      channel.truncate(4).force(true);
      assertThat(channel.position()).isEqualTo(4);
      assertThat(channel.size()).isEqualTo(4);
      assertThat(channel.write(ByteBuffer.wrap(new byte[] {1}), 100)).isEqualTo(1);
      assertThat(channel.size()).isEqualTo(101);
      assertThatThrownBy(channel::lock).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_ONLY, 0, 1))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    FileChannel appending = FileChannel.open(file, APPEND);
    appending.write(ByteBuffer.wrap(new byte[3]));
    assertThat(appending.position()).isEqualTo(104);
    appending.close();
    assertThatThrownBy(appending::size).isInstanceOf(ClosedChannelException.class);
    try (FileChannel channel = FileChannel.open(file, READ, ExtendedOpenOption.DIRECT)) {
      assertThat(channel.read(ByteBuffer.allocate(4096))).isEqualTo(104);
    }
    Path gone = fs.root().resolve("gone");
    try (FileChannel channel = FileChannel.open(gone, CREATE, WRITE, READ, DELETE_ON_CLOSE)) {
      channel.write(ByteBuffer.wrap(new byte[7]));
      assertThat(channel.size()).isEqualTo(7);
    }
    assertThat(Files.notExists(gone)).isTrue();
  }

  @FuseTest
  void attributes_are_those_of_the_kernel(MountedFilesystem fs) throws IOException {
    Path file = Files.writeString(fs.root().resolve("f"), "x");
    FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06.123456789Z"));
    Files.setLastModifiedTime(file, time);
    assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-x--x"));
    Files.setAttribute(file, "unix:uid", 123);
    Files.setOwner(
        file,
        fs.root().getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("77"));
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(attributes.owner().getName()).isEqualTo("77");
    assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rw-r-x--x");
    assertThat(Files.readAttributes(file, "unix:mode,nlink,uid"))
        .containsEntry("mode", 0100651)
        .containsEntry("nlink", 1)
        .containsEntry("uid", 77);
    assertThat(fs.client().stat("f").mtimeNanos()).isEqualTo(123456789);
    UserDefinedFileAttributeView user =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    user.write("colour", ByteBuffer.wrap("red".getBytes()));
    assertThat(user.list()).containsExactly("colour");
    assertThat((byte[]) Files.getAttribute(file, "user:colour")).isEqualTo("red".getBytes());
    Path copy = Files.copy(file, fs.root().resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(time);
    assertThat(Files.readAttributes(copy, "user:*")).containsOnlyKeys("colour");
    Path link = Files.createSymbolicLink(fs.root().resolve("l"), file.getFileName());
    Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.fromMillis(1000), null, null);
    assertThat(Files.getLastModifiedTime(link, LinkOption.NOFOLLOW_LINKS).toMillis())
        .isEqualTo(1000);
    assertThat(Files.getLastModifiedTime(link)).isEqualTo(time);
  }

  @FuseTest
  void links_are_followed_within_the_mount(MountedFilesystem fs) throws IOException {
    Path dir = Files.createDirectories(fs.root().resolve("a/b"));
    Files.writeString(dir.resolve("f"), "x");
    Path absolute = Files.createSymbolicLink(fs.root().resolve("l"), dir);
    assertThat(Files.readSymbolicLink(absolute)).isEqualTo(dir);
    assertThat(Files.readString(absolute.resolve("f"))).isEqualTo("x");
    assertThat(absolute.resolve("f").toRealPath()).isEqualTo(dir.resolve("f"));
    assertThat(Files.isSameFile(absolute, dir)).isTrue();
    Files.createSymbolicLink(dir.resolve("up"), Path.of(fs.root().toUri()));
    assertThatThrownBy(
            () -> {
              try (Stream<Path> all = Files.walk(fs.root(), FileVisitOption.FOLLOW_LINKS)) {
                all.forEach(path -> {});
              }
            })
        .hasCauseInstanceOf(FileSystemLoopException.class);
  }

  @FuseTest
  void big_directory_is_listed_whole(MountedFilesystem fs) throws IOException {
    assertThat(
            fs.run(
                    java.time.Duration.ofSeconds(60),
                    "sh",
                    "-c",
                    "cd \"$1\" && mkdir d && cd d && seq 1 2000 | xargs touch",
                    "sh",
                    "{mountpoint}")
                .succeeded())
        .isTrue();
    try (Stream<Path> entries = Files.list(fs.root().resolve("d"))) {
      assertThat(entries.map(path -> path.getFileName().toString()).distinct()).hasSize(2000);
    }
    try (var some = Files.newDirectoryStream(fs.root().resolve("d"), "10?")) {
      assertThat(some).hasSize(10);
    }
    fs.run(java.time.Duration.ofSeconds(60), "rm", "-r", "{mountpoint}/d"); // quicker than by call
  }

  @FuseTest
  void file_store_tells_of_space(MountedFilesystem fs) throws IOException {
    FileStore store = Files.getFileStore(fs.root());
    assertThat(store.getTotalSpace()).isPositive();
    assertThat(store.getUsableSpace()).isBetween(1L, store.getTotalSpace());
    assertThat(store.supportsFileAttributeView("posix")).isTrue();
  }
}
