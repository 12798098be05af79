package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.fusefixture.errno.Errno;
import org.fusefixture.posix.DirectoryEntry;

/** The entries of a directory as they were when it was opened, in the order of the kernel. */
final class MountDirectoryStream implements DirectoryStream<Path> {
  private final Iterator<DirectoryEntry> entries;
  private final MountPath directory;
  private final Filter<? super Path> filter;
  private boolean given;
  private volatile boolean closed;

  private MountDirectoryStream(
      Iterator<DirectoryEntry> entries, MountPath directory, Filter<? super Path> filter) {
    this.entries = entries;
    this.directory = directory;
    this.filter = filter;
  }

  /**
   * Lists a directory.
   *
   * @throws NotDirectoryException if it is none
   */
  static MountDirectoryStream open(MountPath directory, Filter<? super Path> filter)
      throws IOException {
    Objects.requireNonNull(filter, "filter");
    try {
      KernelCalls kernel = directory.getFileSystem().kernel();
      return new MountDirectoryStream(kernel.list(directory).iterator(), directory, filter);
    } catch (IOException e) {
      if (NioFailures.is(e, Errno.ENOTDIR)) {
        throw NioFailures.because(new NotDirectoryException(directory.toString()), e);
      }
      throw e;
    }
  }

  @Override
  public Iterator<Path> iterator() {
    if (closed || given) {
      throw new IllegalStateException(
          closed ? "the directory stream is closed" : "it has been iterated over already");
    }
    given = true;
    return new Accepted();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** Ends when the stream is closed, as the API asks. */
  private final class Accepted implements Iterator<Path> {
    private Path ahead;

    @Override
    public boolean hasNext() {
      while (ahead == null && !closed && entries.hasNext()) {
        MountPath name = PathNames.parse(directory.getFileSystem(), entries.next().name());
        Path candidate = directory.resolve(name);
        try {
          ahead = filter.accept(candidate) ? candidate : null;
        } catch (IOException e) {
          throw new DirectoryIteratorException(e);
        }
      }
      return ahead != null;
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the directory has no further entry");
      }
      Path next = ahead;
      ahead = null;
      return next;
    }
  }
}
