package org.fusefixture.sample.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** One sequence of calls on any file system; what each gave or threw, without the place. */
final class FilesScript {
  private final Path root;
  private final List<String> outcomes = new ArrayList<>();

  FilesScript(Path root) {
    this.root = root;
  }

  private Path at(String name) {
    return root.resolve(name);
  }

  List<String> run() {
    files();
    directories();
    copies();
    moves();
    links();
    channels();
    attributes();
    step("tree", () -> tree());
    return outcomes;
  }

  private void files() {
    step("read missing", () -> Files.readString(at("none")));
    step("write", () -> Files.writeString(at("f"), "content"));
    step("read", () -> Files.readString(at("f")));
    step("append", () -> Files.writeString(at("f"), "+", APPEND));
    step("create new again", () -> Files.writeString(at("f"), "", CREATE_NEW));
    step("create file again", () -> Files.createFile(at("f")));
    step("write without create", () -> Files.writeString(at("none"), "", WRITE));
    step("below file", () -> Files.readString(at("f/x")));
    step("size", () -> Files.size(at("f")));
    step("size missing", () -> Files.size(at("none")));
    step("delete missing", () -> delete("none"));
    step("delete if exists", () -> Files.deleteIfExists(at("none")));
    step("long name", () -> Files.createFile(at("n".repeat(256))));
    step("unicode", () -> Files.createFile(at("gr\u00fc\u00df \ud83d\ude00")));
    step("exists", () -> Files.exists(at("f")) + " " + Files.exists(at("none")));
    step("not exists", () -> Files.notExists(at("f")) + " " + Files.notExists(at("none")));
    step("readable", () -> Files.isReadable(at("f")) + " " + Files.isReadable(at("none")));
    step("executable", () -> Files.isExecutable(at("f")));
    step("hidden", () -> Files.isHidden(at(".h")) + " " + Files.isHidden(at("f")));
    step("same", () -> Files.isSameFile(at("f"), at("./f")));
    step("same missing", () -> Files.isSameFile(at("f"), at("none")));
    step("temporary", () -> Files.size(Files.createTempFile(root, "t", "t")));
  }

  private void directories() {
    step("mkdir", () -> Files.createDirectory(at("d")));
    step("mkdir again", () -> Files.createDirectory(at("d")));
    step("mkdir below nothing", () -> Files.createDirectory(at("x/y")));
    step("mkdirs", () -> Files.createDirectories(at("d/e/f")));
    step("mkdirs over file", () -> Files.createDirectories(at("f")));
    step("rmdir full", () -> delete("d"));
    step("read directory", () -> Files.readString(at("d")));
    step("write directory", () -> Files.writeString(at("d"), ""));
    step("list file", () -> list("f"));
    step("list missing", () -> list("none"));
    step("list", () -> list("d"));
    step(
        "mode",
        () ->
            Files.createDirectory(
                at("m"),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------"))));
    step("mode read", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(at("m"))));
    step(
        "stream twice",
        () -> {
          try (var stream = Files.newDirectoryStream(root)) {
            stream.iterator();
            return stream.iterator();
          }
        });
  }

  private void copies() {
    step("copy", () -> Files.copy(at("f"), at("g")));
    step("copy read", () -> Files.readString(at("g")));
    step("copy again", () -> Files.copy(at("f"), at("g")));
    step("copy replace", () -> Files.copy(at("f"), at("g"), REPLACE_EXISTING));
    step("copy missing", () -> Files.copy(at("none"), at("h")));
    step("copy to itself", () -> Files.copy(at("f"), at("f")));
    step("copy directory", () -> Files.copy(at("d"), at("d2")));
    step("copy over full", () -> Files.copy(at("f"), at("d"), REPLACE_EXISTING));
    step("copy below file", () -> Files.copy(at("f"), at("g/x")));
    step("copy atomically", () -> Files.copy(at("f"), at("h"), ATOMIC_MOVE));
    step("copy stream", () -> Files.copy(new java.io.ByteArrayInputStream(new byte[9]), at("s")));
    step(
        "copy stream again",
        () -> Files.copy(new java.io.ByteArrayInputStream(new byte[9]), at("s")));
    step(
        "mismatch",
        () -> Files.mismatch(at("f"), at("g")) + " " + Files.mismatch(at("f"), at("s")));
  }

  private void moves() {
    step("move", () -> Files.move(at("g"), at("h")));
    step("move missing", () -> Files.move(at("g"), at("h2")));
    step("move onto", () -> Files.move(at("h"), at("f")));
    step("move replace", () -> Files.move(at("h"), at("s"), REPLACE_EXISTING));
    step("move over full", () -> Files.move(at("s"), at("d"), REPLACE_EXISTING));
    step("move over empty", () -> Files.move(at("s"), at("d2"), REPLACE_EXISTING));
    step("move full directory", () -> Files.move(at("d"), at("d3")));
    step("move into itself", () -> Files.move(at("d3"), at("d3/e/d")));
    step("move atomically", () -> Files.move(at("d2"), at("f2"), ATOMIC_MOVE));
    step("move with attributes", () -> Files.move(at("f2"), at("f3"), COPY_ATTRIBUTES));
    step("move to itself", () -> Files.move(at("f2"), at("f2")));
  }

  private void links() {
    step("link", () -> Files.createLink(at("hard"), at("f")));
    step("link again", () -> Files.createLink(at("hard"), at("f")));
    step("link missing", () -> Files.createLink(at("hard2"), at("none")));
    step("link same", () -> Files.isSameFile(at("hard"), at("f")));
    step("symlink", () -> Files.createSymbolicLink(at("soft"), relative("f")));
    step("symlink again", () -> Files.createSymbolicLink(at("soft"), relative("f")));
    step("readlink", () -> Files.readSymbolicLink(at("soft")));
    step("readlink file", () -> Files.readSymbolicLink(at("f")));
    step("readlink missing", () -> Files.readSymbolicLink(at("none")));
    step("dangling", () -> Files.createSymbolicLink(at("dangling"), relative("none")));
    step(
        "dangling exists",
        () -> Files.exists(at("dangling")) + " " + Files.exists(at("dangling"), NOFOLLOW_LINKS));
    step("dangling read", () -> Files.readString(at("dangling")));
    step("loop", () -> Files.createSymbolicLink(at("loop"), relative("loop")));
    step("loop read", () -> Files.readString(at("loop")));
    step("loop real", () -> at("loop").toRealPath());
    step("real", () -> root.toRealPath().relativize(at("soft").toRealPath()));
    step(
        "real not followed",
        () -> root.toRealPath().relativize(at("./soft").toRealPath(NOFOLLOW_LINKS)));
    step("real missing", () -> at("none").toRealPath());
    step(
        "open link not followed",
        () -> FileChannel.open(at("soft"), READ, NOFOLLOW_LINKS).isOpen());
    step("copy link", () -> Files.copy(at("soft"), at("soft2"), NOFOLLOW_LINKS));
    step("copy through link", () -> Files.copy(at("soft"), at("plain")));
    step("move link", () -> Files.move(at("soft2"), at("soft3")));
    step("delete link", () -> delete("soft3"));
  }

  private void channels() {
    step("read and append", () -> FileChannel.open(at("f"), READ, APPEND));
    step("append and truncate", () -> FileChannel.open(at("f"), APPEND, TRUNCATE_EXISTING));
    step(
        "write to reader",
        () -> {
          try (FileChannel channel = FileChannel.open(at("f"), READ)) {
            return channel.write(java.nio.ByteBuffer.allocate(1));
          }
        });
    step(
        "read from writer",
        () -> {
          try (FileChannel channel = FileChannel.open(at("c"), WRITE, CREATE)) {
            return channel.read(java.nio.ByteBuffer.allocate(1));
          }
        });
    step(
        "transfer",
        () -> {
          try (FileChannel from = FileChannel.open(at("f"), READ);
              FileChannel to = FileChannel.open(at("c"), WRITE)) {
            return from.transferTo(0, 100, to) + " " + to.position() + " " + to.size();
          }
        });
    step(
        "new channel attribute",
        () -> Files.newByteChannel(at("f"), java.util.Set.of(READ)).size());
  }

  private void attributes() {
    step("unknown view", () -> Files.getAttribute(at("f"), "nosuch:hidden"));
    step("unknown attribute", () -> Files.getAttribute(at("f"), "basic:colour"));
    step("all basic", () -> new TreeSet<>(Files.readAttributes(at("f"), "*").keySet()));
    step("all posix", () -> new TreeSet<>(Files.readAttributes(at("f"), "posix:*").keySet()));
    step("all unix", () -> new TreeSet<>(Files.readAttributes(at("f"), "unix:*").keySet()));
    step("all owner", () -> new TreeSet<>(Files.readAttributes(at("f"), "owner:*").keySet()));
    step("nlink", () -> Files.getAttribute(at("f"), "unix:nlink"));
    step("times", () -> Files.setLastModifiedTime(at("f"), FileTime.fromMillis(1234)));
    step("times read", () -> Files.getLastModifiedTime(at("f")));
    step("times missing", () -> Files.setLastModifiedTime(at("none"), FileTime.fromMillis(1)));
    step("mode", () -> Files.setAttribute(at("f"), "unix:mode", 0600));
    step("mode read", () -> Files.getAttribute(at("f"), "unix:mode"));
    step(
        "permission names",
        () -> Files.setPosixFilePermissions(at("f"), PosixFilePermissions.fromString("r--r--r--")));
    step("permissions read", () -> Files.getPosixFilePermissions(at("f")).size());
    step("user missing", () -> Files.getAttribute(at("f"), "user:none"));
    step("directory", () -> Files.readAttributes(root, BasicFileAttributes.class).isDirectory());
  }

  private Path relative(String name) {
    return root.getFileSystem().getPath(name);
  }

  private Object delete(String name) throws IOException {
    Files.delete(at(name));
    return "deleted";
  }

  private Object list(String name) throws IOException {
    try (Stream<Path> entries = Files.list(at(name))) {
      return entries.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  private Object tree() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString())
          .filter(path -> !path.endsWith("t"))
          .sorted()
          .toList();
    }
  }

  private void step(String name, Callable<Object> call) {
    outcomes.add(outcomes.size() + " " + name + ": " + outcome(call));
  }

  private String outcome(Callable<Object> call) {
    try {
      Object value = call.call();
      return value instanceof Path path && path.startsWith(root)
          ? root.relativize(path).toString().replaceAll("^t[0-9]+t$", "temporary")
          : String.valueOf(value);
    } catch (FileSystemException e) {
      return e.getClass().getSimpleName() + " " + reason(e.getReason());
    } catch (IOException e) {
      // The JDK has plain ones where its channels and O_NOFOLLOW fail.
      return (e.getClass() == IOException.class ? "FileSystemException" : e.getClass().getName())
          + " "
          + reason(e.getMessage());
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  /** The text of the error number, without what the JDK says around it. */
  private static String reason(String text) {
    return text == null
        ? ""
        : text.replace(" or unable to access attributes of symbolic link", "")
            .replace(" (NOFOLLOW_LINKS specified)", "")
            .replaceFirst("^Unable to get size of extended attribute '.*': ", "");
  }
}
