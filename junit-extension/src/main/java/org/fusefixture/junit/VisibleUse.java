package org.fusefixture.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this JVM and the processes that it started hold of a visible mount: descriptors, memory
 * mappings and working directories. Told by the kernel's numbers of the mount and of its device
 * (proc_pid_fdinfo(5), proc_pid_maps(5)), so that nothing else is taken for it, and without a call
 * that the filesystem would have to answer. The agent and the servers do not count: they have mount
 * namespaces of their own.
 */
final class VisibleUse {
  private static final Path PROC = Path.of("/proc");

  private final VisiblePath.Mount mount;
  private final Path path;
  private final List<HeldDescriptor> descriptors = new ArrayList<>();
  private final List<HeldMapping> mappings = new ArrayList<>();
  private final List<String> directories = new ArrayList<>();

  private VisibleUse(VisiblePath.Mount mount, Path path) {
    this.mount = mount;
    this.path = path;
  }

  /** A descriptor; its number is good for the process itself only. */
  record HeldDescriptor(boolean own, int number, String description) {}

  /** A mapping; its addresses are good for the process itself only. */
  record HeldMapping(boolean own, long address, long length, String description) {}

  /**
   * Looks around.
   *
   * @param path where the mount is seen; nothing is found if there is none
   */
  static VisibleUse of(Path path) {
    Optional<VisiblePath.Mount> mount = VisiblePath.Mount.at(path);
    VisibleUse use = new VisibleUse(mount.orElse(null), path);
    if (mount.isPresent()) {
      ProcessHandle self = ProcessHandle.current();
      Optional<Path> namespace = link(self, "ns/mnt");
      Stream.concat(Stream.of(self), self.descendants())
          .filter(process -> link(process, "ns/mnt").equals(namespace))
          .forEach(process -> use.add(process, process.equals(self)));
    }
    return use;
  }

  List<HeldDescriptor> descriptors() {
    return descriptors;
  }

  List<HeldMapping> mappings() {
    return mappings;
  }

  boolean isEmpty() {
    return descriptors.isEmpty() && mappings.isEmpty() && directories.isEmpty();
  }

  /** One description for each. */
  List<String> describe() {
    List<String> all = new ArrayList<>();
    descriptors.forEach(descriptor -> all.add(descriptor.description()));
    mappings.forEach(mapping -> all.add(mapping.description()));
    all.addAll(directories);
    return all;
  }

  private void add(ProcessHandle process, boolean own) {
    String owner =
        own
            ? "the test JVM"
            : "process " + process.pid() + process.info().command().map(c -> " " + c).orElse("");
    addDescriptors(process, own, owner);
    addMappings(process, own, owner);
    link(process, "cwd")
        .filter(directory -> directory.startsWith(path))
        .ifPresent(
            directory -> directories.add("working directory of " + owner + ": " + directory));
  }

  private void addDescriptors(ProcessHandle process, boolean own, String owner) {
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(directory(process).resolve("fdinfo"))) {
      for (Path info : open) {
        String number = info.getFileName().toString();
        if (lines(info).contains("mnt_id:\t" + mount.id())) {
          String target =
              link(process, "fd/" + number).map(Path::toString).orElse("closed just now");
          descriptors.add(
              new HeldDescriptor(
                  own,
                  Integer.parseInt(number),
                  "descriptor " + number + " of " + owner + ": " + target));
        }
      }
    } catch (IOException e) {
      return; // of another user, or gone
    }
  }

  /** {@code 7f00-7f10 r--s 00000000 00:2f 3 /path}, in hexadecimal but for the inode. */
  private void addMappings(ProcessHandle process, boolean own, String owner) {
    for (String line : lines(directory(process).resolve("maps"))) {
      String[] fields = line.split(" +", 6);
      if (fields.length < 6 || !isDevice(fields[3])) {
        continue;
      }
      String[] range = fields[0].split("-");
      long start = Long.parseUnsignedLong(range[0], 16);
      long length = Long.parseUnsignedLong(range[1], 16) - start;
      String what = length + " bytes, " + fields[1] + ", in " + owner + ": " + fields[5];
      mappings.add(new HeldMapping(own, start, length, "mapping of " + what));
    }
  }

  private boolean isDevice(String numbers) {
    String[] device = numbers.split(":");
    return Integer.parseInt(device[0], 16) == mount.major()
        && Integer.parseInt(device[1], 16) == mount.minor();
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of(); // of another user, or gone
    }
  }

  private static Optional<Path> link(ProcessHandle process, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(directory(process).resolve(name)));
    } catch (IOException e) {
      return Optional.empty(); // of another user, or gone
    }
  }

  private static Path directory(ProcessHandle process) {
    return PROC.resolve(Long.toString(process.pid()));
  }
}
