package org.fusefixture.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.XattrName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the directory below refuses is refused at once, with its error, and harms nothing else. */
class RefusalTest {
  private static final Caller CALLER = new Caller(0, 0, 0);
  private static final FileName NAME = FileName.of("a");

  @TempDir Path root;
  private Path below;
  private HeldInode plain;
  private Volume volume;

  @BeforeEach
  void open() throws IOException {
    below = Files.createDirectory(root.resolve("below"));
    plain = HeldInode.directory(Files.createDirectory(root.resolve("plain"))).inode();
    volume = new Volume(below, Long.MAX_VALUE);
  }

  @AfterEach
  void close() {
    volume.close();
    plain.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 43, (1L << 44) - 4096, 1L << 44, Long.MAX_VALUE})
  void size_isAcceptedOrRefusedAsBelow(long size) throws IOException {
    plain.mknodat(NAME, Statx.S_IFREG | 0600, 0);
    Optional<Errno> expected;
    try (HeldInode file = plain.openat(NAME).inode();
        OpenInode opened = file.open(OpenFlag.O_RDWR)) {
      expected = errorOf(() -> opened.ftruncate(size));
    }
    CachedInode inode = create(Statx.S_IFREG);
    assertThat(errorOf(() -> volume.truncate(inode, size))).isEqualTo(expected);
    assertOthersSurvive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 43, (1L << 44) - 4096, (1L << 44) - 1, 1L << 44, 1L << 62})
  void writeFarOut_isAcceptedOrRefusedAsBelow(long at) throws IOException {
    plain.mknodat(NAME, Statx.S_IFREG | 0600, 0);
    Optional<Errno> expected;
    try (HeldInode file = plain.openat(NAME).inode();
        OpenInode opened = file.open(OpenFlag.O_RDWR)) {
      expected = errorOf(() -> opened.ftruncate(at + 1));
    }
    CachedInode inode = create(Statx.S_IFREG);
    assertThat(errorOf(() -> volume.write(inode, at, new byte[1]))).isEqualTo(expected);
    assertOthersSurvive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"user.a", "user.", "plain", "system.foo", "trusted.a", "security.a", "foo.bar"})
  void xattrName_isAcceptedOrRefusedAsBelow(String name) throws IOException {
    for (int type : new int[] {Statx.S_IFREG, Statx.S_IFDIR, Statx.S_IFLNK, Statx.S_IFIFO}) {
      assertXattr(type, name, 10);
      assertOthersSurvive();
      if (type == Statx.S_IFDIR) {
        volume.rmdir(NodeId.ROOT, NAME);
      } else {
        volume.unlink(NodeId.ROOT, NAME);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 4000, 4096, 65536})
  void xattrSize_isAcceptedOrRefusedAsBelow(int size) throws IOException {
    assertXattr(Statx.S_IFREG, "user.a", size);
    assertOthersSurvive();
  }

  /** The limit of ext4 is one block for all of an inode's attributes. */
  @Test
  void xattrsTogether_areAcceptedOrRefusedAsBelow() throws IOException {
    plain.mknodat(NAME, Statx.S_IFREG | 0600, 0);
    CachedInode inode = create(Statx.S_IFREG);
    try (HeldInode file = plain.openat(NAME).inode()) {
      for (int number = 0; number < 12; number++) {
        XattrName name = XattrName.of("user." + number);
        byte[] value = new byte[500];
        assertThat(errorOf(() -> volume.changeXattrs(inode, xattrs -> xattrs.put(name, value))))
            .as("attribute %d", number)
            .isEqualTo(errorOf(() -> file.setxattr(name, value, 0)));
      }
    }
    assertOthersSurvive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1023, 1024, 4094, 4095})
  void symbolicLink_isAcceptedOrRefusedAsBelow(int length) throws IOException {
    LinkTarget target = LinkTarget.of("x".repeat(length).getBytes(StandardCharsets.UTF_8));
    assertThat(errorOf(() -> volume.symlink(NodeId.ROOT, NAME, target, CALLER)))
        .isEqualTo(errorOf(() -> plain.symlinkat(target, NAME)));
    assertOthersSurvive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 300})
  void name_isAcceptedOrRefusedAsBelow(int length) throws IOException {
    FileName name = FileName.of("x".repeat(length));
    assertThat(errorOf(() -> volume.create(NodeId.ROOT, name, Statx.S_IFREG | 0600, CALLER, 0)))
        .isEqualTo(errorOf(() -> plain.mknodat(name, Statx.S_IFREG | 0600, 0)));
    assertOthersSurvive();
  }

  private void assertXattr(int type, String text, int size) {
    XattrName name = XattrName.of(text);
    byte[] value = new byte[size];
    if (type == Statx.S_IFDIR) {
      plain.mkdirat(NAME, 0700);
    } else if (type == Statx.S_IFLNK) {
      plain.symlinkat(LinkTarget.of("x".getBytes(StandardCharsets.UTF_8)), NAME);
    } else {
      plain.mknodat(NAME, type | 0600, 0);
    }
    try (HeldInode inode = plain.openat(NAME).inode()) {
      CachedInode cached = create(type);
      assertThat(errorOf(() -> volume.changeXattrs(cached, there -> there.put(name, value))))
          .as("%s of type %o", text, type)
          .isEqualTo(errorOf(() -> inode.setxattr(name, value, 0)));
    }
    if (type == Statx.S_IFDIR) {
      plain.rmdir(NAME);
    } else {
      plain.unlink(NAME);
    }
  }

  private CachedInode create(int type) {
    if (type == Statx.S_IFLNK) {
      LinkTarget target = LinkTarget.of("x".getBytes(StandardCharsets.UTF_8));
      return volume.symlink(NodeId.ROOT, NAME, target, CALLER);
    }
    return volume.create(NodeId.ROOT, NAME, type | 0600, CALLER, 0);
  }

  /** Another file can be written and synced, and all is on the disk after a clean end. */
  private void assertOthersSurvive() throws IOException {
    FileName other = FileName.of("other");
    CachedInode inode =
        volume.list(NodeId.ROOT).stream().anyMatch(entry -> entry.getKey().equals(other))
            ? volume.lookup(NodeId.ROOT, other)
            : volume.create(NodeId.ROOT, other, Statx.S_IFREG | 0600, CALLER, 0);
    volume.write(inode, 0, "data".getBytes(StandardCharsets.UTF_8));
    volume.fsync(volume.open(inode.nodeId(), OpenFlag.O_RDWR));
    assertThat(Files.readString(below.resolve("other"))).isEqualTo("data");
    volume.syncfs();
    assertThat(volume.unsynced().isEmpty()).as(volume.unsynced().toString()).isTrue();
  }

  private static Optional<Errno> errorOf(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (ErrnoException e) {
      return Optional.of(e.errno());
    }
  }
}
