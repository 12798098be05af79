package org.fusefixture.internal.sandbox.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a tar archive for a container: owned by root, without times, following links. */
final class TarStream implements AutoCloseable {
  private static final int EXECUTABLE = 0755;
  private static final int PLAIN = 0644;

  private final TarArchiveOutputStream tar;
  private final Set<String> written = new HashSet<>();

  TarStream(OutputStream out) {
    tar = new TarArchiveOutputStream(out);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /** Adds a directory and its parents. */
  void directory(String name, int mode) throws IOException {
    String path = relative(name);
    int parent = path.lastIndexOf('/');
    if (parent > 0) {
      directory(path.substring(0, parent), EXECUTABLE);
    }
    if (written.add(path)) {
      TarArchiveEntry entry = new TarArchiveEntry(path + "/");
      entry.setMode(0040000 | mode);
      put(entry, new byte[0]);
    }
  }

  /** Adds a file with a given content. */
  void file(String name, byte[] content) throws IOException {
    parentOf(name);
    TarArchiveEntry entry = new TarArchiveEntry(relative(name));
    entry.setMode(0100000 | PLAIN);
    entry.setSize(content.length);
    put(entry, content);
  }

  /** Adds a copy of a file, executable if the file is; does nothing for a name already added. */
  void file(String name, Path source) throws IOException {
    if (!written.add(relative(name))) {
      return;
    }
    parentOf(name);
    TarArchiveEntry entry = new TarArchiveEntry(relative(name));
    entry.setMode(0100000 | (Files.isExecutable(source) ? EXECUTABLE : PLAIN));
    entry.setSize(Files.size(source));
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    Files.copy(source, tar);
    tar.closeArchiveEntry();
  }

  /** Adds a symbolic link. */
  void link(String name, String target) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(relative(name), TarArchiveEntry.LF_SYMLINK);
    entry.setLinkName(target);
    put(entry, new byte[0]);
  }

  /** Adds a directory of this machine with its content. */
  void tree(String name, Path source) throws IOException {
    directory(name, EXECUTABLE);
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
              throws IOException {
            directory(nameOf(at), EXECUTABLE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path at, BasicFileAttributes attributes)
              throws IOException {
            if (Files.isRegularFile(at)) { // of a link: what it leads to
              file(nameOf(at), at);
            }
            return FileVisitResult.CONTINUE;
          }

          private String nameOf(Path at) {
            String below = source.relativize(at).toString();
            return below.isEmpty() ? name : name + "/" + below;
          }
        });
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  private void put(TarArchiveEntry entry, byte[] content) throws IOException {
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void parentOf(String name) throws IOException {
    String path = relative(name);
    int parent = path.lastIndexOf('/');
    if (parent > 0) {
      directory(path.substring(0, parent), EXECUTABLE);
    }
  }

  private static String relative(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }
}
