package org.fusefixture.internal.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.internal.linux.Dirent;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.XattrName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldInodeTest {
  private static final FileName FILE = FileName.of("file");
  private static final FileName LINK = FileName.of("link");
  private static final TimeSpec LONG_AGO = new TimeSpec(1_000_000, 0);

  @TempDir private Path directory;
  private HeldInode root;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(directory.resolve("file"), "content");
    root = HeldInode.directory(directory).inode();
  }

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void renamedAndUnlinkedFile_staysTheSameInode() {
    try (HeldInode file = root.openat(FILE).inode()) {
      root.renameat2(FILE, root, FileName.of("other"), 0);
      root.unlink(FileName.of("other"));
      assertThat(file.stat().links()).isZero();
      try (OpenInode open = file.open(OpenFlag.O_WRONLY)) {
        open.ftruncate(3);
      }
      assertThat(file.stat().size()).isEqualTo(3);
    }
  }

  @Test
  void symbolicLink_isMeantItself() throws IOException {
    root.symlinkat(LinkTarget.of("file"), LINK);
    FileTime before = Files.getLastModifiedTime(directory.resolve("file"));
    try (HeldInode link = root.openat(LINK).inode()) {
      link.utimens(TimeSpec.UNCHANGED, LONG_AGO);
      assertThat(link.readlink()).isEqualTo(LinkTarget.of("file"));
      root.linkat(link, FileName.of("second"));
    }
    assertThat(Files.getLastModifiedTime(directory.resolve("file"))).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(directory.resolve("link"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(FileTime.fromMillis(LONG_AGO.seconds() * 1000));
    assertThat(directory.resolve("second")).isSymbolicLink();
  }

  @Test
  void error_isThatOfTheRealFilesystem() {
    assertThatThrownBy(() -> root.openat(FileName.of("missing")))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    assertThatThrownBy(() -> root.mkdirat(FILE, 0755))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EEXIST));
  }

  @Test
  void accessControlList_isRefused() {
    assertThatThrownBy(() -> root.getxattr(XattrName.of("system.posix_acl_access")))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EOPNOTSUPP));
  }

  @Test
  void listing_showsTrustedNamesToPrivilegedCallersOnly() {
    List<XattrName> names = List.of(XattrName.of("user.a"), XattrName.of("trusted.b"));
    assertThat(HeldInode.listing(names, true))
        .isEqualTo("user.a\0trusted.b\0".getBytes(StandardCharsets.UTF_8));
    assertThat(HeldInode.listing(names, false))
        .isEqualTo("user.a\0".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesTargetsAndAttributes_areBytes() {
    byte[][] all = {{-1, -2}, {'c', -23}, {-19, -96, -128}, {-64, -128}, {'a', '\n', 'b'}};
    for (byte[] bytes : all) {
      FileName name = FileName.of(bytes);
      LinkTarget target = LinkTarget.of(bytes);
      XattrName attribute = attribute(bytes);
      root.symlinkat(target, name);
      try (HeldInode link = root.openat(name).inode();
          HeldInode file = root.openat(FILE).inode()) {
        assertThat(link.readlink()).isEqualTo(target);
        file.setxattr(attribute, bytes, 0);
        assertThat(file.getxattr(attribute)).isEqualTo(bytes);
        assertThat(file.listxattr()).containsExactly(attribute);
        assertThat(HeldInode.listing(file.listxattr(), true))
            .isEqualTo(Arrays.copyOf(attribute.toBytes(), attribute.length() + 1));
        file.removexattr(attribute);
      }
      List<FileName> listed = new ArrayList<>();
      try (OpenInode open = root.opendir()) {
        open.list(0, entry -> listed.add(FileName.of(entry.name().toBytes())));
      }
      assertThat(listed).contains(name);
    }
  }

  private static XattrName attribute(byte[] bytes) {
    byte[] name = Arrays.copyOf("user.".getBytes(StandardCharsets.UTF_8), 5 + bytes.length);
    System.arraycopy(bytes, 0, name, 5, bytes.length);
    return XattrName.of(name);
  }

  @Test
  void listing_goesOnAfterACookie() {
    for (int i = 0; i < 20; i++) {
      root.mkdirat(FileName.of("directory" + i), 0755);
    }
    List<String> names = new ArrayList<>();
    try (OpenInode open = root.opendir()) {
      long cookie = 0;
      for (Dirent entry; (entry = next(open, cookie)) != null; cookie = entry.offset()) {
        names.add(entry.name().toString());
      }
    }
    assertThat(names).hasSize(23).doesNotHaveDuplicates().contains(".", "..", "directory19");
  }

  /** An entry that was taken counts as looked up: it must reach the kernel. */
  @Test
  void errorAfterEntriesWereTaken_isThrownByTheNextListing() {
    FileName name = FileName.of("removed");
    root.mkdirat(name, 0755);
    try (HeldInode removed = root.openat(name).inode();
        OpenInode open = removed.opendir()) {
      List<Dirent> taken = new ArrayList<>();
      open.list(
          0,
          entry -> {
            if (taken.isEmpty()) {
              root.rmdir(name); // getdents64(2) fails with ENOENT from now on
            }
            return taken.add(entry);
          });
      assertThat(taken).hasSize(2);
      assertThatThrownBy(() -> open.list(taken.get(1).offset(), taken::add))
          .isInstanceOfSatisfying(
              ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENOENT));
    }
  }

  private static Dirent next(OpenInode open, long cookie) {
    List<Dirent> taken = new ArrayList<>();
    open.list(cookie, entry -> taken.isEmpty() && taken.add(entry));
    return taken.isEmpty() ? null : taken.get(0);
  }

  @Test
  void optionDirectory_mustNameADirectory() {
    FilesystemContext context =
        new FilesystemContext(
            directory, Map.of("directory", directory.resolve("file").toString()), 1);
    assertThatThrownBy(() -> HeldInode.chosen(context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must name an existing directory");
  }
}
