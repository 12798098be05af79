package org.fusefixture.sample.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fusefixture.fault.RuleBuilder;
import org.fusefixture.junit.CommandResult;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.junit.MountBreach;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.Program;
import org.fusefixture.posix.ByteSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that others have written, each with the faults that a vendor would try first. Those that
 * are not installed are skipped. With {@code -Dfusefixture.programs.update=true} the table of
 * docs/programs.md is made from what was found.
 */
@Tag("slow")
@Timeout(300)
class ProgramsIT {
  private static final Path PAGE = Path.of("../docs/programs.md");
  private static final String START = "<!-- made by ProgramsIT -->\n";
  private static final String END = "<!-- end -->";
  private static final String YES = "yes";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<String, String> ROWS = new TreeMap<>();

  /**
   * A program under test.
   *
   * @param needs what has to be installed
   * @param hasBacking whether it grows in its backing directory, so that this can be full
   */
  record Tested(String name, List<String> needs, boolean hasBacking, Program program) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Tested> programs() {
    return Stream.of(
        tested("bindfs", true, Program.of("bindfs", "-f", "{backing}", "{mountpoint}"), "bindfs"),
        tested(
            "unionfs-fuse",
            true,
            Program.of("unionfs", "-f", "{backing}=RW", "{mountpoint}"),
            "unionfs"),
        tested(
            "mergerfs",
            true,
            Program.of("mergerfs", "-f", "-o", "minfreespace=0", "{backing}", "{mountpoint}")
                .withHelpers(List.of("/usr/bin/mergerfs-fusermount")),
            "mergerfs"),
        tested(
            "gocryptfs",
            true,
            shell(
                "cd {backing}; pass='-extpass echo -extpass secret'; [ -e gocryptfs.conf ] ||"
                    + " gocryptfs -q -init -scryptn 10 $pass . && exec gocryptfs -q -fg"
                    + " -allow_other $pass . {mountpoint}"),
            "gocryptfs"),
        tested(
            "rclone mount",
            true,
            shell(
                "export HOME=$PWD/tmp/rclone; mkdir -p $HOME; exec rclone mount --cache-dir"
                    + " $HOME --vfs-cache-mode writes --vfs-write-back 100ms --allow-other"
                    + " {backing} {mountpoint}"),
            "rclone"),
        tested(
            "fuse2fs",
            false,
            shell(
                "cd {backing}; [ -e image ] || { truncate -s 8M image; mkfs.ext4 -q -F image; };"
                    + " exec fuse2fs -f -o allow_other image {mountpoint}"),
            "fuse2fs",
            "mkfs.ext4"),
        tested(
            "fuse-overlayfs",
            true,
            shell(
                "cd {backing}; mkdir -p lower upper work; exec fuse-overlayfs -f -o"
                    + " lowerdir=lower,upperdir=upper,workdir=work {mountpoint}"),
            "fuse-overlayfs"));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_is_mounted_used_and_gets_faults(Tested tested) {
    for (String need : tested.needs()) {
      Assumptions.assumeTrue(
          isInstalled(need), need + " is not installed: apt-get install " + need);
    }
    FilesystemMount mount = FilesystemMount.of(tested.program()).withTimeout(Duration.ofSeconds(4));
    Map<String, String> found = new LinkedHashMap<>();
    found.put("used", mount.use(ProgramsIT::use));
    found.put("EIO", mount.use(fs -> fires(fs, WRITE, rule -> rule.nth(2).fail(EIO), false)));
    found.put(
        "delay",
        mount.use(fs -> fires(fs, READ, rule -> rule.nth(1).delay(Duration.ofMillis(200)), true)));
    found.put("torn", mount.use(fs -> fires(fs, WRITE, rule -> rule.nth(1).tornWrite(2, 1), true)));
    found.put("restart", mount.use(fs -> fires(fs, FSYNC, rule -> rule.nth(1).restart(), false)));
    found.put(
        "drop",
        mount
            .withTimeout(Duration.ofSeconds(1))
            .use(
                fs -> {
                  fs.tolerate(MountBreach.UNANSWERED_REQUEST);
                  return fires(fs, WRITE, rule -> rule.nth(1).at(BEFORE_REPLY).drop(), false);
                }));
    if (tested.hasBacking()) {
      found.put("full", mount.use(ProgramsIT::fill));
    }
    FilesystemMount patched = mount.withKernel(Kernel.PATCHED);
    if (patched.obstacle().isEmpty()) {
      found.put("patched", patched.use(ProgramsIT::use));
    }
    ROWS.put(
        tested.name(),
        Stream.of("used", "patched", "EIO", "delay", "torn", "drop", "restart", "full")
            .map(key -> found.containsKey(key) ? found.get(key).equals(YES) ? YES : "no" : "-")
            .collect(Collectors.joining(" | ", "| " + tested.name() + " | ", " |\n")));
    assertThat(found).as(tested.name()).allSatisfy((what, how) -> assertThat(how).isEqualTo(YES));
  }

  @AfterAll
  static void writeTable() throws IOException {
    if (!Boolean.getBoolean("fusefixture.programs.update")) {
      return;
    }
    String page = Files.readString(PAGE);
    String table =
        "| program | used | patched kernel | EIO on the 2nd WRITE | READ delayed | WRITE torn |"
            + " reply dropped | killed before FSYNC, restarted | backing full |\n"
            + "|---|---|---|---|---|---|---|---|---|\n"
            + String.join("", ROWS.values());
    int from = page.indexOf(START) + START.length();
    Files.writeString(PAGE, page.substring(0, from) + table + page.substring(page.indexOf(END)));
  }

  private static String use(MountedFilesystem fs) {
    CommandResult result =
        fs.run(
            LIMIT,
            "sh",
            "-ec",
            "cd {mountpoint}; mkdir d; head -c 300000 /dev/urandom > d/a; cp d/a b; mv b d/b;"
                + " cmp d/a d/b; ls d; rm -r d");
    return result.succeeded() && result.output().equals("a\nb\n") ? YES : result.toString();
  }

  /** Sets a rule, has files written, synced and read, and asks whether the rule has fired. */
  private static String fires(
      MountedFilesystem fs,
      org.fusefixture.filesystem.Opcode operation,
      Function<RuleBuilder<Receipt>, Receipt> rule,
      boolean succeeds) {
    Receipt receipt = rule.apply(fs.faults().on(operation).optional());
    CommandResult result =
        fs.run(
            LIMIT,
            "sh",
            "-c",
            "cd {mountpoint} && dd if=/dev/zero of=f bs=4k count=8 oflag=sync && sync f && dd if=f"
                + " of=/dev/null bs=8k iflag=direct");
    return receipt.fired() == 1 && result.succeeded() == succeeds
        ? YES
        : "fired " + receipt.fired() + " times, " + result;
  }

  private static String fill(MountedFilesystem fs) {
    ByteSize size = ByteSize.kibibytes(256);
    fs.run(LIMIT, "mount", "-t", "tmpfs", "-o", "size=" + size.bytes(), "none", fs.backing());
    try {
      fs.server().restart();
      CommandResult result =
          fs.run(
              LIMIT,
              "sh",
              "-c",
              "dd if=/dev/zero of={mountpoint}/f bs=8k count=64 && sync {mountpoint}/f");
      return result.succeeded() ? result.toString() : YES;
    } finally {
      fs.run(LIMIT, "umount", "-l", fs.backing());
    }
  }

  private static Tested tested(String name, boolean hasBacking, Program program, String... needs) {
    return new Tested(name, List.of(needs), hasBacking, program);
  }

  /** A script that prepares the backing directory, and then becomes the program. */
  private static Program shell(String script) {
    return Program.of("sh", "-c", script, "{mountpoint}");
  }

  private static boolean isInstalled(String name) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin")
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }
}
