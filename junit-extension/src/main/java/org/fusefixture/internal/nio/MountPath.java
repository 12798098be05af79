package org.fusefixture.internal.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A path of a mount, with the algebra of Unix paths. Its names are strings; on the mount they are
 * in UTF-8.
 */
final class MountPath implements Path {
  private final MountFileSystem fileSystem;
  private final boolean absolute;
  private final List<String> names;

  /**
   * Not for parsing, see {@link PathNames#parse}.
   *
   * @param names none for the root, one empty name for the empty path
   */
  MountPath(MountFileSystem fileSystem, boolean absolute, List<String> names) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.names = names.isEmpty() && !absolute ? PathNames.EMPTY : List.copyOf(names);
  }

  /**
   * A path of this provider.
   *
   * @throws ProviderMismatchException if it is of another
   */
  static MountPath of(Path path) {
    Objects.requireNonNull(path, "path");
    if (path instanceof MountPath mine) {
      return mine;
    }
    throw new ProviderMismatchException(
        "\"" + path + "\" is a path of " + path.getFileSystem().provider());
  }

  private MountPath sameSystem(Path other) {
    MountPath path = of(other);
    if (path.fileSystem != fileSystem) {
      throw new ProviderMismatchException(
          other.toUri() + " is a path of another mount than " + fileSystem);
    }
    return path;
  }

  private MountPath relative(List<String> some) {
    return new MountPath(fileSystem, false, some);
  }

  List<String> names() {
    return names;
  }

  private boolean isEmpty() {
    return !absolute && names.equals(PathNames.EMPTY);
  }

  @Override
  public MountFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public MountPath getRoot() {
    return absolute ? fileSystem.root() : null;
  }

  @Override
  public MountPath getFileName() {
    return names.isEmpty() ? null : relative(names.subList(names.size() - 1, names.size()));
  }

  @Override
  public MountPath getParent() {
    if (names.isEmpty() || (!absolute && names.size() == 1)) {
      return null;
    }
    return new MountPath(fileSystem, absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public MountPath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public MountPath subpath(int begin, int end) {
    if (begin < 0 || end > names.size() || begin >= end) {
      throw new IllegalArgumentException(
          "names " + begin + " to " + end + " of \"" + this + "\", which has " + names.size());
    }
    return relative(names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return Objects.requireNonNull(other) instanceof MountPath path
        && path.fileSystem == fileSystem
        && path.absolute == absolute
        && path.names.size() <= names.size()
        && names.subList(0, path.names.size()).equals(path.names);
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(Objects.requireNonNull(other) instanceof MountPath path)
        || path.fileSystem != fileSystem) {
      return false;
    }
    if (path.absolute) {
      return equals(path);
    }
    int from = names.size() - path.names.size();
    return from >= 0 && names.subList(from, names.size()).equals(path.names);
  }

  @Override
  public MountPath normalize() {
    return new MountPath(fileSystem, absolute, PathNames.normalize(absolute, names));
  }

  @Override
  public MountPath resolve(Path other) {
    MountPath path = sameSystem(other);
    if (path.absolute || isEmpty()) {
      return path;
    }
    return path.isEmpty()
        ? this
        : new MountPath(fileSystem, absolute, PathNames.join(names, path.names));
  }

  @Override
  public MountPath relativize(Path other) {
    MountPath path = sameSystem(other);
    if (path.equals(this)) {
      return relative(PathNames.EMPTY);
    }
    if (path.absolute != absolute) {
      throw new IllegalArgumentException(
          "\"" + path + "\" and \"" + this + "\" are not both absolute or both relative");
    }
    return isEmpty() ? path : relative(PathNames.relativize(absolute, names, path.names));
  }

  @Override
  public URI toUri() {
    return MountUri.of(toAbsolutePath());
  }

  @Override
  public MountPath toAbsolutePath() {
    if (absolute) {
      return this;
    }
    return isEmpty() ? fileSystem.root() : new MountPath(fileSystem, true, names);
  }

  @Override
  public MountPath toRealPath(LinkOption... options) throws IOException {
    return RealPath.of(this, Links.followed(options));
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    Objects.requireNonNull(watcher, "watcher");
    throw new ProviderMismatchException(
        "a mount has no watch service, so this one is of another file system: " + watcher);
  }

  /** In the order of the bytes, by mount first. */
  @Override
  public int compareTo(Path other) {
    MountPath path = (MountPath) other;
    int mounts = fileSystem.identifier().compareTo(path.fileSystem.identifier());
    return mounts != 0 ? mounts : Arrays.compareUnsigned(bytes(), path.bytes());
  }

  private byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MountPath path
        && fileSystem == path.fileSystem
        && absolute == path.absolute
        && names.equals(path.names);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fileSystem.identifier(), absolute, names);
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }
}
