package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;

/** Extended attributes of the namespace "user" (xattr(7)), without that prefix. */
final class XattrView implements UserDefinedFileAttributeView {
  private static final String PREFIX = "user.";

  private final MountPath path;
  private final boolean follow;

  XattrView(MountPath path, boolean follow) {
    this.path = path;
    this.follow = follow;
  }

  private KernelCalls kernel() {
    return path.getFileSystem().kernel();
  }

  @Override
  public String name() {
    return "user";
  }

  @Override
  public List<String> list() throws IOException {
    return kernel().listxattr(path, follow).stream()
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .toList();
  }

  byte[] value(String name) throws IOException {
    return kernel().getxattr(path, PREFIX + name, follow);
  }

  @Override
  public int size(String name) throws IOException {
    return value(name).length;
  }

  @Override
  public int read(String name, ByteBuffer target) throws IOException {
    byte[] value = value(name);
    if (value.length > target.remaining()) {
      throw new FileSystemException(
          path.toString(),
          null,
          "attribute \""
              + name
              + "\" has "
              + value.length
              + " bytes, the buffer "
              + target.remaining());
    }
    target.put(value);
    return value.length;
  }

  @Override
  public int write(String name, ByteBuffer source) throws IOException {
    byte[] value = new byte[source.remaining()];
    source.duplicate().get(value);
    kernel().setxattr(path, PREFIX + name, value, follow);
    source.position(source.limit());
    return value.length;
  }

  @Override
  public void delete(String name) throws IOException {
    kernel().removexattr(path, PREFIX + name, follow);
  }
}
