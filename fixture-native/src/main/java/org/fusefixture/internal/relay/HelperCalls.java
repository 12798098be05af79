package org.fusefixture.internal.relay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxMounts;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxSockets;
import org.fusefixture.internal.mount.MountInfo;
import org.fusefixture.internal.mount.MountOptions;
import org.fusefixture.protocol.OpenDescriptor;

/**
 * The calls that a program makes of fusermount3(1). A script takes its place, see {@link #cover},
 * and passes them on through a directory of the relay:
 *
 * <pre>
 *   calls          FIFO: a line for each call, the number of the script's process
 *   NUMBER.call    the call: _FUSE_COMMFD, working directory, arguments; each ends with a NUL
 *   NUMBER.answer  FIFO: the exit status, and perhaps a message after a space
 * </pre>
 */
final class HelperCalls implements AutoCloseable {
  /** Names under which the libraries of libfuse, go-fuse and fuser look for it. */
  private static final List<String> NAMES = List.of("fusermount3", "fusermount");

  private static final List<String> DIRECTORIES =
      List.of("/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin");
  private static final int S_IFIFO = 0010000;
  private static final String SCRIPT = "fusermount.sh";

  private final Path directory;
  private final FileChannel fifo;
  private final BlockingQueue<Call> mounts = new LinkedBlockingQueue<>();
  private final Queue<FileChannel> answers = new ConcurrentLinkedQueue<>();
  private final Thread reader;

  private HelperCalls(Path directory, FileChannel fifo) {
    this.directory = directory;
    this.fifo = fifo;
    reader = new Thread(this::read, "relay-mount-calls");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Puts the script in the place of the programs that mount, for all processes of this mount
   * namespace; again for those that are not covered yet.
   *
   * @param directory of the sandbox, for the script and for what it covers
   * @param more programs to cover, absolute paths
   */
  static void cover(Path directory, List<String> more) throws IOException {
    Path path = names(directory);
    Path covered = directory.resolve("covered");
    Path script = directory.resolve(SCRIPT);
    if (!Files.isExecutable(script)) {
      Files.createDirectories(path);
      Files.createDirectories(covered);
      try (InputStream text = HelperCalls.class.getResourceAsStream(SCRIPT)) {
        Files.writeString(
            script,
            new String(text.readAllBytes(), StandardCharsets.UTF_8)
                .replace("@COVERED@", covered.toString()));
      }
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
      for (String name : NAMES) {
        Files.copy(
            script,
            path.resolve(name),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING,
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    List<Path> targets = new ArrayList<>();
    for (String name : NAMES) {
      DIRECTORIES.forEach(parent -> targets.add(Path.of(parent, name)));
    }
    for (String helper : more) {
      if (!Files.exists(Path.of(helper))) {
        throw new IOException("the helper " + helper + " does not exist in the sandbox");
      }
      targets.add(Path.of(helper));
    }
    for (Path target : targets) {
      if (Files.exists(target)) {
        cover(script, target.toRealPath(), covered.resolve(target.getFileName().toString()));
      }
    }
  }

  /** A directory for PATH, where the script has the names that libraries look for. */
  static Path names(Path directory) {
    return directory.resolve("bin");
  }

  private static void cover(Path script, Path target, Path covered) throws IOException {
    if (MountInfo.at(target).isPresent()) {
      return;
    }
    if (!Files.exists(covered)) {
      Files.createFile(covered);
      bind(target, covered);
    }
    bind(script, target);
  }

  private static void bind(Path source, Path target) {
    LinuxMounts.mount(source.toString(), LinuxPath.of(target), "none", LinuxMounts.MS_BIND, "");
  }

  /** Makes the FIFO in an empty directory, and listens. */
  static HelperCalls listen(Path directory) throws IOException {
    Path path = directory.resolve("calls");
    LinuxPaths.mknodat(Fd.WORKING_DIRECTORY, LinuxPath.of(path), S_IFIFO | 0622, 0);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw--w--w-"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    return new HelperCalls(
        directory, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  /** The next call that asks for a mount; null after a time without one. */
  Call poll(long millis) throws InterruptedException {
    return mounts.poll(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    try {
      fifo.close();
      for (FileChannel answer : answers) {
        answer.close();
      }
      reader.join(1000);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (Scanner lines = new Scanner(Channels.newInputStream(fifo), StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        String line = lines.nextLine();
        if (line.matches("\\d{1,9}")) {
          accept(Integer.parseInt(line));
        }
      }
    }
  }

  private void accept(int pid) {
    try {
      byte[] text = Files.readAllBytes(directory.resolve(pid + ".call"));
      Call call = Call.parse(this, pid, new String(text, StandardCharsets.UTF_8).split("\0", -1));
      if (call.unmounts) {
        call.answer(0, ""); // it goes with the session
      } else if (call.commandDescriptor < 0) {
        call.answer(1, "_FUSE_COMMFD is not set: only FUSE libraries can mount here");
      } else {
        mounts.add(call);
      }
    } catch (IOException | InvalidPathException e) { // the next call may be all right
      System.err.println("fuse-fixture: a call of fusermount3 cannot be read: " + e);
    }
  }

  /** One call, to be answered once. */
  static final class Call {
    private final HelperCalls owner;
    private final int pid;
    private final int commandDescriptor;
    private final boolean unmounts;
    private final String options;
    private final Path mountPoint;

    private Call(
        HelperCalls owner,
        int pid,
        int commandDescriptor,
        boolean unmounts,
        String options,
        Path mountPoint) {
      this.owner = owner;
      this.pid = pid;
      this.commandDescriptor = commandDescriptor;
      this.unmounts = unmounts;
      this.options = options;
      this.mountPoint = mountPoint;
    }

    /** As fusermount3(1) and its likes read their arguments. */
    private static Call parse(HelperCalls owner, int pid, String[] words) {
      int descriptor = words[0].matches("\\d{1,9}") ? Integer.parseInt(words[0]) : -1;
      boolean unmounts = false;
      StringBuilder options = new StringBuilder();
      String mountPoint = "";
      for (int at = 2; at < words.length - 1; at++) {
        String word = words[at];
        if (word.equals("-o") && at + 1 < words.length - 1) {
          at++;
          options.append(',').append(words[at]);
        } else if (word.startsWith("-o")) {
          options.append(',').append(word.substring(2));
        } else if (word.equals("-u") || word.equals("--unmount") || word.matches("-[qz]*u[qz]*")) {
          unmounts = true;
        } else if (word.matches("--comm-fd=\\d{1,9}")) {
          descriptor = Integer.parseInt(word.substring(word.indexOf('=') + 1));
        } else if (!word.startsWith("-")) {
          mountPoint = word;
        }
      }
      return new Call(
          owner,
          pid,
          descriptor,
          unmounts,
          options.toString(),
          Path.of(words.length > 1 ? words[1] : "/").resolve(mountPoint).normalize());
    }

    /** Where the program wants to be mounted. */
    Path mountPoint() {
      return mountPoint;
    }

    /** How. What the kernel does not take is left out, as fusermount3(1) does. */
    MountOptions options(String name) {
      return Options.parse(options, name);
    }

    /** Sends a descriptor to the library, and lets the call return with success. */
    void grant(OpenDescriptor device) {
      try (Fd socket = LinuxSockets.descriptorOf(pid, commandDescriptor)) {
        LinuxSockets.sendDescriptor(socket, device);
      }
      answer(0, "");
    }

    /** Lets the call fail. */
    void refuse(String why) {
      answer(1, why);
    }

    private void answer(int status, String message) {
      try {
        // For reading, too, so that it does not wait for the script; open until all ends, so that
        // what the script has not read yet is not lost.
        FileChannel answer =
            FileChannel.open(
                owner.directory.resolve(pid + ".answer"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        owner.answers.add(answer);
        String line = status + (message.isEmpty() ? "" : " " + message) + "\n";
        answer.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        System.err.println("fuse-fixture: a call of fusermount3 cannot be answered: " + e);
      }
    }
  }

  /** Options of mount.fuse3(8). */
  static final class Options {
    private static final Map<String, Long> FLAGS =
        Map.of(
            "ro", LinuxMounts.MS_RDONLY,
            "nosuid", LinuxMounts.MS_NOSUID,
            "nodev", LinuxMounts.MS_NODEV,
            "noexec", LinuxMounts.MS_NOEXEC);

    private static final Map<String, Long> CLEARED =
        Map.of(
            "rw", LinuxMounts.MS_RDONLY,
            "suid", LinuxMounts.MS_NOSUID,
            "dev", LinuxMounts.MS_NODEV,
            "exec", LinuxMounts.MS_NOEXEC);

    private Options() {}

    /**
     * @param text separated by commas; a backslash before one makes it part of a value
     * @param name of the program, for mountinfo where it does not say another one
     */
    static MountOptions parse(String text, String name) {
      MountOptions options = MountOptions.of(name).withDefaultPermissions(false);
      StringBuilder more = new StringBuilder();
      for (String option : text.split("(?<!\\\\),")) {
        String key = option.replaceFirst("=.*", "");
        String value = option.contains("=") ? option.substring(option.indexOf('=') + 1) : "";
        switch (key) {
          case "default_permissions" -> options = options.withDefaultPermissions(true);
          case "fsname" -> options = options.withSource(unescape(value));
          case "subtype" -> options = options.withSubtype(unescape(value));
          case "max_read" -> {
            if (value.matches("\\d{1,10}")) {
              more.append(',').append(option);
            }
          }
          default -> {
            long set = FLAGS.getOrDefault(key, 0L);
            long cleared = CLEARED.getOrDefault(key, 0L);
            options = options.withFlags(options.flags() & ~cleared | set);
          }
        }
      }
      // Never with set-user-ID and device files: it is a filesystem under test.
      return options
          .withFlags(options.flags() | LinuxMounts.MS_NOSUID | LinuxMounts.MS_NODEV)
          .withMore(more.toString());
    }

    private static String unescape(String value) {
      return value.replaceAll("\\\\(.)", "$1");
    }
  }
}
