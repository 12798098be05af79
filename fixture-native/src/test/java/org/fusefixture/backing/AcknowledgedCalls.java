package org.fusefixture.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.XattrName;

/**
 * Executes calls on a volume, keeps what was acknowledged, and looks whether the disk has it: after
 * an fsync the file, after the end everything. What the disk does not have must have been told.
 */
final class AcknowledgedCalls implements AutoCloseable {
  private static final Caller CALLER = new Caller(0, 0, 0);
  private static final int PAGE = FileCache.PAGE;
  private static final List<String> PATHS = List.of("a", "b", "c", "d/a", "d/b", "d/c");

  enum Kind {
    CREATE,
    SYMLINK,
    MKDIR,
    RMDIR,
    WRITE,
    TRUNCATE,
    ENLARGE,
    LINK,
    RENAME,
    UNLINK,
    CHMOD,
    SETXATTR,
    REMOVEXATTR,
    FSYNC,
    SYNCFS,
    FILL_DISK,
    FREE_DISK
  }

  /** One call: of a path, perhaps of another, with two numbers. */
  record Call(Kind kind, String path, String other, int at, int size) {}

  /** What programs were told that an inode is. */
  private static final class Inode {
    final int type;
    final TreeMap<Long, byte[]> pages = new TreeMap<>();
    final TreeMap<String, byte[]> xattrs = new TreeMap<>();
    long size;
    int mode = 0600;

    Inode(int type) {
      this.type = type;
    }
  }

  private final Path below;
  private final Path filler;
  private final Volume volume;
  private final TreeMap<String, Inode> names = new TreeMap<>();
  private final Set<String> refused = new HashSet<>();

  /**
   * @param disk on which the volume and what fills the disk are
   */
  AcknowledgedCalls(Path disk) throws IOException {
    below = Files.createDirectory(disk.resolve("below"));
    filler = disk.resolve("filler");
    volume = new Volume(below, 16 * PAGE);
  }

  static Arbitrary<List<Call>> arbitrary() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.CREATE),
            Tuple.of(1, Kind.SYMLINK),
            Tuple.of(3, Kind.MKDIR),
            Tuple.of(1, Kind.RMDIR),
            Tuple.of(10, Kind.WRITE),
            Tuple.of(3, Kind.TRUNCATE),
            Tuple.of(1, Kind.ENLARGE),
            Tuple.of(2, Kind.LINK),
            Tuple.of(4, Kind.RENAME),
            Tuple.of(2, Kind.UNLINK),
            Tuple.of(1, Kind.CHMOD),
            Tuple.of(3, Kind.SETXATTR),
            Tuple.of(1, Kind.REMOVEXATTR),
            Tuple.of(4, Kind.FSYNC),
            Tuple.of(1, Kind.SYNCFS),
            Tuple.of(2, Kind.FILL_DISK),
            Tuple.of(2, Kind.FREE_DISK));
    Arbitrary<String> paths = Arbitraries.of(PATHS);
    return Combinators.combine(
            kinds,
            paths,
            paths,
            Arbitraries.integers().between(0, 12 * PAGE),
            Arbitraries.integers().between(1, 9 * PAGE))
        .as(Call::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  /** Executes all, ends with power, and looks. */
  void run(List<Call> calls) throws IOException {
    for (int number = 0; number < calls.size(); number++) {
      Call call = calls.get(number);
      try {
        execute(call, (byte) (number + 1));
      } catch (ErrnoException e) {
        assertThat(call.kind)
            .as("%s failed: %s", call, e)
            .isNotIn(Kind.RMDIR, Kind.UNLINK, Kind.REMOVEXATTR, Kind.FREE_DISK);
      }
      refused.addAll(volume.unsynced().refused());
    }
    String told = "";
    try {
      volume.syncAndClose();
    } catch (IllegalStateException e) {
      told = e.getMessage();
      assertThat(told).contains("refused: ");
    }
    assertStored(told);
  }

  private void execute(Call call, byte value) throws IOException {
    Inode inode = names.get(call.path);
    boolean free = inode == null && hasParent(call.path);
    boolean file = inode != null && inode.type == Statx.S_IFREG;
    switch (call.kind) {
      case CREATE -> {
        if (free) {
          CachedInode made =
              volume.create(parent(call.path), name(call.path), Statx.S_IFREG | 0600, CALLER, 0);
          volume.forget(made.nodeId(), 1);
          names.put(call.path, new Inode(Statx.S_IFREG));
        }
      }
      case SYMLINK -> {
        if (free) {
          LinkTarget target =
              LinkTarget.of("x".repeat(call.size % 4095 + 1).getBytes(StandardCharsets.UTF_8));
          volume.symlink(parent(call.path), name(call.path), target, CALLER);
          names.put(call.path, new Inode(Statx.S_IFLNK));
          names.get(call.path).size = target.length();
        }
      }
      case MKDIR -> {
        if (!names.containsKey("d")) {
          volume.create(NodeId.ROOT, FileName.of("d"), Statx.S_IFDIR | 0700, CALLER, 0);
          names.put("d", new Inode(Statx.S_IFDIR));
          names.get("d").mode = 0700;
        }
      }
      case RMDIR -> {
        if (names.containsKey("d") && names.keySet().stream().noneMatch(n -> n.startsWith("d/"))) {
          volume.rmdir(NodeId.ROOT, FileName.of("d"));
          names.remove("d");
        }
      }
      case WRITE -> {
        if (file) {
          byte[] bytes = new byte[call.size];
          Arrays.fill(bytes, value);
          volume.write(find(call.path), call.at, bytes);
          store(inode, call.at, bytes);
        }
      }
      case TRUNCATE -> {
        if (file) {
          truncate(call.path, inode, call.size);
        }
      }
      case ENLARGE -> {
        if (file) {
          truncate(call.path, inode, (1L << 40) << call.size % 24);
        }
      }
      case LINK -> {
        if (file && !names.containsKey(call.other) && hasParent(call.other)) {
          volume.link(find(call.path).nodeId(), parent(call.other), name(call.other));
          names.put(call.other, inode);
        }
      }
      case RENAME -> {
        if (inode != null && hasParent(call.other)) {
          volume.rename(
              parent(call.path), name(call.path), parent(call.other), name(call.other), 0, CALLER);
          if (inode != names.get(call.other)) {
            names.put(call.other, names.remove(call.path));
          }
        }
      }
      case UNLINK -> {
        if (inode != null) {
          volume.unlink(parent(call.path), name(call.path));
          names.remove(call.path);
        }
      }
      case CHMOD -> {
        if (file) {
          OptionalInt mode = OptionalInt.of(call.size & 0777);
          volume.change(find(call.path), -1, -1, mode, TimeSpec.UNCHANGED, TimeSpec.UNCHANGED);
          inode.mode = call.size & 0777;
        }
      }
      case SETXATTR -> {
        if (file) {
          List<String> all = List.of("user.a", "user.b", "trusted.c", "user.", "none", "system.x");
          XattrName name = XattrName.of(all.get(call.at % all.size()));
          byte[] bytes = new byte[call.size % 7 == 0 ? 65536 : call.size % 2000];
          Arrays.fill(bytes, value);
          volume.changeXattrs(find(call.path), there -> there.put(name, bytes));
          inode.xattrs.put(name.toString(), bytes);
        }
      }
      case REMOVEXATTR -> {
        if (file && !inode.xattrs.isEmpty()) {
          String name = inode.xattrs.firstKey();
          volume.changeXattrs(find(call.path), there -> there.remove(XattrName.of(name)));
          inode.xattrs.remove(name);
        }
      }
      case FSYNC -> {
        if (inode != null) {
          fsync(call.path, inode);
        }
      }
      case SYNCFS -> {
        volume.syncfs();
        assertStored("");
      }
      case FILL_DISK -> fill(call.at % 3 * PAGE);
      case FREE_DISK -> Files.deleteIfExists(filler);
    }
  }

  private void truncate(String path, Inode inode, long size) {
    volume.truncate(find(path), size);
    inode.pages.tailMap((size + PAGE - 1) / PAGE, true).clear();
    byte[] last = inode.pages.get(size / PAGE);
    if (last != null) {
      Arrays.fill(last, (int) (size % PAGE), PAGE, (byte) 0);
    }
    inode.size = size;
  }

  private static void store(Inode inode, long at, byte[] bytes) {
    for (int done = 0; done < bytes.length; ) {
      long index = (at + done) / PAGE;
      int from = (int) ((at + done) % PAGE);
      int part = Math.min(PAGE - from, bytes.length - done);
      byte[] page = inode.pages.computeIfAbsent(index, none -> new byte[PAGE]);
      System.arraycopy(bytes, done, page, from, part);
      done += part;
    }
    inode.size = Math.max(inode.size, at + bytes.length);
  }

  /** Success means that it is on the disk; a failure, that the disk has refused this inode. */
  private void fsync(String path, Inode inode) throws IOException {
    OpenCachedInode open = volume.open(find(path).nodeId(), 0);
    try {
      volume.fsync(open);
      assertThat(difference(path, inode)).as("%s after fsync", path).isEmpty();
      volume.fsync(open);
    } catch (ErrnoException e) {
      refused.addAll(volume.unsynced().refused());
      List<String> all = names.keySet().stream().filter(name -> names.get(name) == inode).toList();
      assertThat(refused)
          .as("fsync of %s failed with %s", path, e)
          .anyMatch(line -> all.stream().anyMatch(name -> line.contains(quoted(name))));
    } finally {
      volume.release(open.inode);
    }
  }

  /** Somebody else leaves few bytes free. */
  private void fill(int left) throws IOException {
    long free = below.toFile().getFreeSpace();
    if (free < 1 << 24 && free > left) {
      try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
        file.seek(file.length());
        for (long done = 0; done + PAGE <= free - left; done += PAGE) {
          file.write(new byte[PAGE]);
        }
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("No space left"); // metadata of the disk took the rest
      }
    }
  }

  /** Each name is on the disk as it was acknowledged, or the end has told it. */
  private void assertStored(String told) throws IOException {
    for (Map.Entry<String, Inode> entry : names.entrySet()) {
      if (!isTold(entry.getKey(), told)) {
        assertThat(difference(entry.getKey(), entry.getValue()))
            .as("%s after the end that told: %s", entry.getKey(), told)
            .isEmpty();
      }
    }
    try (Stream<Path> walk = Files.walk(below)) {
      for (Path path : walk.filter(found -> !found.equals(below)).toList()) {
        String name = below.relativize(path).toString();
        if (!isTold(name, told)) {
          assertThat(names).as("names after the end that told: %s", told).containsKey(name);
        }
      }
    }
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }

  /** By any of its names. */
  private boolean isTold(String path, String told) {
    Inode inode = names.get(path);
    List<String> all = new ArrayList<>(List.of(path));
    names.keySet().stream().filter(name -> names.get(name) == inode).forEach(all::add);
    return all.stream().anyMatch(name -> told.contains(quoted(name)));
  }

  /** What differs between what was acknowledged and the disk; empty if nothing does. */
  private String difference(String path, Inode inode) throws IOException {
    Path file = below.resolve(path);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "not there";
    }
    if (inode.type == Statx.S_IFLNK) {
      return Files.readSymbolicLink(file).toString().length() == inode.size ? "" : "target";
    }
    StringBuilder found = new StringBuilder();
    try (HeldInode parent = HeldInode.directory(file.getParent()).inode();
        HeldInode held = parent.openat(name(path)).inode()) {
      Statx status = held.stat();
      if (status.mode() != (inode.type | inode.mode)) {
        found.append("mode ").append(Integer.toOctalString(status.mode()));
      }
      if (inode.type == Statx.S_IFDIR) {
        return found.toString();
      }
      if (status.size() != inode.size) {
        found.append(" size ").append(status.size()).append(" not ").append(inode.size);
      }
      List<String> there = held.listxattr().stream().map(XattrName::toString).sorted().toList();
      if (!there.equals(List.copyOf(inode.xattrs.keySet()))) {
        found.append(" attributes ").append(there);
      }
      for (String name : there) {
        if (!Arrays.equals(held.getxattr(XattrName.of(name)), inode.xattrs.get(name))) {
          found.append(" attribute ").append(name);
        }
      }
    }
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      for (long index = 0; index < 22; index++) {
        byte[] page = new byte[PAGE];
        content.seek(index * PAGE);
        content.read(page);
        if (!Arrays.equals(page, inode.pages.getOrDefault(index, new byte[PAGE]))) {
          found.append(" page ").append(index);
        }
      }
    }
    return found.toString();
  }

  private boolean hasParent(String path) {
    return !path.contains("/") || names.containsKey("d");
  }

  private NodeId parent(String path) {
    return path.contains("/") ? volume.lookup(NodeId.ROOT, FileName.of("d")).nodeId() : NodeId.ROOT;
  }

  private static FileName name(String path) {
    return FileName.of(path.substring(path.indexOf('/') + 1));
  }

  private CachedInode find(String path) {
    return volume.lookup(parent(path), name(path));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(filler);
    try (Stream<Path> files = Files.walk(below)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
