package org.fusefixture.internal.nio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One mount; its root is "/", and so is its working directory. */
final class MountFileSystem extends FileSystem {
  private final MountFileSystemProvider provider;
  private final String identifier;
  private final KernelCalls kernel;
  private final MountPath root = new MountPath(this, true, List.of());
  private final Set<Closeable> opened = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  /**
   * Made by the provider.
   *
   * @param identifier host of its URIs
   */
  MountFileSystem(MountFileSystemProvider provider, String identifier, MountAgent agent) {
    this.provider = provider;
    this.identifier = identifier;
    this.kernel = new KernelCalls(this, agent);
  }

  String identifier() {
    return identifier;
  }

  KernelCalls kernel() {
    return kernel;
  }

  MountPath root() {
    return root;
  }

  void requireOpen() {
    if (!open) {
      throw new ClosedFileSystemException();
    }
  }

  /** A channel to be closed before the mount goes. */
  void opened(Closeable channel) {
    opened.add(channel);
  }

  void closed(Closeable channel) {
    opened.remove(channel);
  }

  /** The mount is about to go. */
  void end() {
    for (Closeable channel : opened) {
      try {
        channel.close();
      } catch (IOException | RuntimeException e) {
        opened.remove(channel); // the agent closes it too, and tells what comes of that
      }
    }
    open = false;
    provider.forget(this);
  }

  @Override
  public MountFileSystemProvider provider() {
    return provider;
  }

  /** Not supported, as for the default file system: the test's mount ends with the test. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("the mount ends with its test, not before");
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(root);
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(new MountFileStore(root));
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return NamedAttributes.VIEWS;
  }

  @Override
  public Path getPath(String first, String... more) {
    StringBuilder text = new StringBuilder(first);
    for (String part : more) {
      if (!part.isEmpty()) {
        text.append(text.length() == 0 ? "" : "/").append(part);
      }
    }
    return PathNames.parse(this, text.toString());
  }

  /** Globs and regular expressions are those of the JDK. */
  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    FileSystem jdk = FileSystems.getDefault();
    PathMatcher matcher = jdk.getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(jdk.getPath(path.toString()));
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    return new AccountPrincipal.Lookup();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("changes on a mount cannot be watched");
  }

  @Override
  public String toString() {
    return identifier + " (mount " + kernel.agent().mount() + " of its sandbox)";
  }
}
