package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Set;
import org.fusefixture.posix.FilesystemStatus;

/** What statfs(2) tells, asked anew each time. Space is in bytes. */
final class MountFileStore extends FileStore {
  private static final Set<Class<? extends FileAttributeView>> VIEWS =
      Set.of(
          BasicFileAttributeView.class,
          PosixFileAttributeView.class,
          FileOwnerAttributeView.class,
          UserDefinedFileAttributeView.class);

  private final MountPath path;

  MountFileStore(MountPath path) {
    this.path = path;
  }

  private FilesystemStatus status() throws IOException {
    return path.getFileSystem().kernel().statfs(path);
  }

  /** statvfs(3): counts are in units of f_frsize. */
  private static long unit(FilesystemStatus status) {
    return status.fragmentSize() > 0 ? status.fragmentSize() : status.blockSize();
  }

  @Override
  public String name() {
    return path.getFileSystem().identifier();
  }

  @Override
  public String type() {
    return "fuse";
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public long getTotalSpace() throws IOException {
    FilesystemStatus status = status();
    return status.blocks() * unit(status);
  }

  @Override
  public long getUsableSpace() throws IOException {
    FilesystemStatus status = status();
    return status.availableBlocks() * unit(status);
  }

  @Override
  public long getUnallocatedSpace() throws IOException {
    FilesystemStatus status = status();
    return status.freeBlocks() * unit(status);
  }

  @Override
  public long getBlockSize() throws IOException {
    return unit(status());
  }

  @Override
  public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
    return VIEWS.contains(type);
  }

  @Override
  public boolean supportsFileAttributeView(String name) {
    return NamedAttributes.VIEWS.contains(name);
  }

  @Override
  public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
    java.util.Objects.requireNonNull(type, "type");
    return null;
  }

  @Override
  public Object getAttribute(String attribute) throws IOException {
    return switch (attribute) {
      case "totalSpace" -> getTotalSpace();
      case "usableSpace" -> getUsableSpace();
      case "unallocatedSpace" -> getUnallocatedSpace();
      default -> throw new UnsupportedOperationException("'" + attribute + "' not recognized");
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MountFileStore store
        && store.path.getFileSystem() == path.getFileSystem();
  }

  @Override
  public int hashCode() {
    return path.getFileSystem().hashCode();
  }

  @Override
  public String toString() {
    return name() + " (" + type() + ")";
  }
}
