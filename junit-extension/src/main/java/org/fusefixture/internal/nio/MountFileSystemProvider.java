package org.fusefixture.internal.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.errno.Errno;
import org.fusefixture.posix.FileStatus;

/**
 * The file systems of the mounts of this JVM, with URIs {@code fusefixture://mount-7/path}. Found
 * by Java as a service; mounts come and go with the tests that ask for them.
 */
public final class MountFileSystemProvider extends FileSystemProvider {
  private final Map<String, MountFileSystem> mounts = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger();

  /** For the service loader. */
  public MountFileSystemProvider() {}

  /** Where Java does not see the service, for its class loader: the provider of this one. */
  private static final class Fallback {
    private static final MountFileSystemProvider PROVIDER = new MountFileSystemProvider();
  }

  static MountFileSystemProvider installed() {
    for (FileSystemProvider provider : installedProviders()) {
      if (provider instanceof MountFileSystemProvider mine) {
        return mine;
      }
    }
    return Fallback.PROVIDER;
  }

  MountFileSystem open(MountAgent agent) {
    MountFileSystem fileSystem =
        new MountFileSystem(this, "mount-" + last.incrementAndGet(), agent);
    mounts.put(fileSystem.identifier(), fileSystem);
    return fileSystem;
  }

  void forget(MountFileSystem fileSystem) {
    mounts.remove(fileSystem.identifier());
  }

  private static KernelCalls kernel(MountPath path) {
    return path.getFileSystem().kernel();
  }

  @Override
  public String getScheme() {
    return MountUri.SCHEME;
  }

  /** Not supported: {@code @FuseMount} mounts. */
  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException(
        "a mount is asked for with @FuseMount, and gives its file system as root()");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    String name = MountUri.mount(uri);
    MountFileSystem found = mounts.get(name);
    if (found == null) {
      throw new FileSystemNotFoundException(
          "there is no mount \"" + name + "\"; it may have been unmounted");
    }
    return found;
  }

  @Override
  public Path getPath(URI uri) {
    return getFileSystem(uri).getPath("/" + uri.getPath());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    MountPath file = MountPath.of(path);
    OpenFlags flags = OpenFlags.of(options);
    int mode = Permissions.initial(Permissions.FILE, attributes);
    OpenFile opened = OpenFile.open(file, flags.bits(), mode);
    if (flags.deleteOnClose()) {
      // At once, as on the default file system: what is open stays until it is closed.
      try {
        kernel(file).unlink(file);
      } catch (IOException e) {
        opened.close();
        throw e;
      }
    }
    return new MountFileChannel(file.getFileSystem(), opened, flags);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return MountDirectoryStream.open(MountPath.of(directory), filter);
  }

  @Override
  public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
    MountPath path = MountPath.of(directory);
    kernel(path).mkdir(path, Permissions.initial(Permissions.DIRECTORY, attributes));
  }

  @Override
  public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes)
      throws IOException {
    if (attributes.length > 0) {
      Permissions.initial(0, attributes);
      throw new UnsupportedOperationException("a symbolic link has no initial attributes");
    }
    MountPath path = MountPath.of(link);
    kernel(path).symlink(path, sameMount(path, target));
  }

  @Override
  public void createLink(Path link, Path existing) throws IOException {
    MountPath path = MountPath.of(link);
    kernel(path).link(path, sameMount(path, existing));
  }

  private static MountPath sameMount(MountPath path, Path other) {
    MountPath second = MountPath.of(other);
    if (second.getFileSystem() != path.getFileSystem()) {
      throw new ProviderMismatchException(
          other.toUri() + " is on another mount than " + path.toUri());
    }
    return second;
  }

  @Override
  public Path readSymbolicLink(Path link) throws IOException {
    MountPath path = MountPath.of(link);
    try {
      return kernel(path).readlink(path);
    } catch (IOException e) {
      if (NioFailures.is(e, Errno.EINVAL)) { // readlink(2)
        throw NioFailures.because(new NotLinkException(link.toString()), e);
      }
      throw e;
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    MountPath removed = MountPath.of(path);
    removed.getFileSystem().kernel().remove(removed);
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    FileCopy.copy(MountPath.of(source), MountPath.of(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    FileMove.move(MountPath.of(source), MountPath.of(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    MountPath first = MountPath.of(path);
    if (first.equals(other)) {
      return true;
    }
    if (!(other instanceof MountPath second) || first.getFileSystem() != second.getFileSystem()) {
      return false;
    }
    FileStatus one = kernel(first).stat(first, true);
    FileStatus two = kernel(second).stat(second, true);
    return one.inode() == two.inode() && one.device() == two.device();
  }

  @Override
  public boolean isHidden(Path path) {
    MountPath name = MountPath.of(path).getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    MountPath file = MountPath.of(path);
    kernel(file).access(file, 0);
    return new MountFileStore(file.getFileSystem().root());
  }

  /** With the rights of the client in the sandbox, which is root. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    int bits = 0;
    for (AccessMode mode : modes) {
      bits |=
          switch (mode) {
            case READ -> 4;
            case WRITE -> 2;
            case EXECUTE -> 1;
          };
    }
    MountPath file = MountPath.of(path);
    kernel(file).access(file, bits);
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    MountPath file = MountPath.of(path);
    boolean follow = Links.followed(options);
    if (type == BasicFileAttributeView.class) {
      return type.cast(new PosixView("basic", file, follow));
    }
    if (type == PosixFileAttributeView.class) {
      return type.cast(new PosixView("posix", file, follow));
    }
    if (type == FileOwnerAttributeView.class) {
      return type.cast(new PosixView("owner", file, follow));
    }
    if (type == UserDefinedFileAttributeView.class) {
      return type.cast(new XattrView(file, follow));
    }
    java.util.Objects.requireNonNull(type, "type");
    return null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class && type != PosixFileAttributes.class) {
      throw new UnsupportedOperationException(type + " is not supported on a mount");
    }
    MountPath file = MountPath.of(path);
    return type.cast(new PosixView("posix", file, Links.followed(options)).readAttributes());
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return new NamedAttributes(MountPath.of(path), Links.followed(options)).read(attributes);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    new NamedAttributes(MountPath.of(path), Links.followed(options)).set(attribute, value);
  }
}
