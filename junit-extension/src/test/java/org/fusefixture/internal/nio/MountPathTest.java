package org.fusefixture.internal.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import org.junit.jupiter.api.Test;

class MountPathTest {
  private final NioMount mount = NioMount.open(new DeadAgent());
  private final Path root = mount.root();

  @Test
  void nulAndHalfASurrogatePair_areNoNames() {
    assertThatExceptionOfType(InvalidPathException.class).isThrownBy(() -> root.resolve("a\0b"));
    assertThatExceptionOfType(InvalidPathException.class).isThrownBy(() -> root.resolve("\ud800"));
    assertThat(root.resolve("\ud83d\ude00")).hasToString("/\ud83d\ude00");
  }

  @Test
  void uri_namesMountAndPath() {
    Path path = root.resolve("a b/\u00e4%");
    assertThat(path.toUri().toString()).matches("fusefixture://mount-[0-9]+/a%20b/%C3%A4%25");
    assertThat(Path.of(path.toUri())).isEqualTo(path);
  }

  @Test
  void pathsOfTwoMounts_doNotMix() {
    Path other = NioMount.open(new DeadAgent()).root();
    assertThat(other).isNotEqualTo(root);
    assertThat(root.startsWith(other)).isFalse();
    assertThatExceptionOfType(ProviderMismatchException.class)
        .isThrownBy(() -> root.resolve(other));
    assertThatExceptionOfType(ProviderMismatchException.class)
        .isThrownBy(() -> root.resolve(Path.of("a")));
  }

  @Test
  void fileAndWatchService_areNotToBeHad() {
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(root::toFile);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> root.getFileSystem().newWatchService());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> root.getFileSystem().close());
  }

  @Test
  void endedMount_isClosed() {
    URI uri = root.toUri();
    mount.close();
    assertThat(root.getFileSystem().isOpen()).isFalse();
    assertThatExceptionOfType(ClosedFileSystemException.class)
        .isThrownBy(() -> Files.size(root.resolve("a")));
    assertThatThrownBy(() -> Path.of(uri)).isInstanceOf(FileSystemNotFoundException.class);
  }

  @Test
  void pathAboveTheRoot_isAskedForAtTheRoot() {
    assertThat(PathNames.forAgent(MountPath.of(root.resolve("../a/../../b")))).isEqualTo("a/../b");
    assertThat(PathNames.forAgent(MountPath.of(root.getFileSystem().getPath("")))).isEmpty();
  }
}
