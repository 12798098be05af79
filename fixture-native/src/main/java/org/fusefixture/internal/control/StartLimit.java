package org.fusefixture.internal.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.fusefixture.mount.Kernel;

/**
 * How long something may take to start. The usual time is multiplied by the number of threads that
 * share a CPU at that moment, and by the user's patience: the system property {@value #PROPERTY},
 * or the environment variable {@value #VARIABLE}.
 *
 * <p>A guest does not see how busy its host is. So the host tells it the share when it boots, and
 * waits for what runs in it at least as long as the guest itself does.
 *
 * @param usual on a machine that has nothing else to do
 * @param patience by which all limits are multiplied, from 1 to 100
 * @param share threads for each CPU, from 1 to 20
 * @param machine how busy it was when the limit was made
 */
public record StartLimit(Duration usual, double patience, double share, Load machine) {
  public static final String PROPERTY = "fusefixture.patience";
  public static final String VARIABLE = "FUSE_FIXTURE_PATIENCE";

  private static final Path LOAD_AVERAGE = Path.of("/proc/loadavg");
  private static final double MOST = 100;

  /** Beyond this share the machine is taken to be stuck, not busy. */
  private static final double LARGEST_SHARE = 20;

  /** In a guest system calls are slow, and the host may become busy after it has booted. */
  private static final double LEAST_SHARE_OF_GUEST = 4;

  /** Set in the agent of a guest: what the host has found when it booted the guest. */
  private static final String SHARE = "fusefixture.share";

  /** The limit at this moment, for what starts on this kernel. */
  public static StartLimit of(Duration usual) {
    Load machine = Load.now();
    String given = System.getProperty(SHARE);
    double share = given == null ? machine.share() : Double.parseDouble(given);
    return new StartLimit(usual, patienceNow(), share, machine);
  }

  /** The limit at this moment, for what starts on a kernel of this machine. */
  public static StartLimit of(Duration usual, Kernel kernel) {
    return kernel == Kernel.PATCHED
        ? new StartLimit(usual, patienceNow(), shareOfGuest(), Load.now())
        : of(usual);
  }

  /** Options of the JVM of an agent that runs on this kernel. */
  public static List<String> options() {
    return List.of("-D" + PROPERTY + "=" + patienceNow());
  }

  /** Options of the JVM of an agent that runs in a guest, which boots now. */
  public static List<String> optionsInGuest() {
    return List.of("-D" + PROPERTY + "=" + patienceNow(), "-D" + SHARE + "=" + shareOfGuest());
  }

  /** What the user has set; 1 otherwise. */
  private static double patienceNow() {
    String property = System.getProperty(PROPERTY);
    String value = property == null ? System.getenv(VARIABLE) : property;
    return value == null || value.isBlank()
        ? 1
        : parse(property == null ? VARIABLE : PROPERTY, value.trim());
  }

  private static double shareOfGuest() {
    return Math.max(LEAST_SHARE_OF_GUEST, Load.now().share());
  }

  /** The limit. */
  public Duration time() {
    return Duration.ofMillis((long) (usual.toMillis() * patience * share));
  }

  /** For a message that begins with what did not start within the limit. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d s (%s; for more time set %s or -D%s, a factor, now %s)",
        time().toSeconds(),
        machine,
        VARIABLE,
        PROPERTY,
        patience);
  }

  private static double parse(String name, String value) {
    try {
      double factor = Double.parseDouble(value);
      if (factor >= 1 && factor <= MOST) {
        return factor;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException(
        name
            + " is \""
            + value
            + "\", but must be a number from 1 to 100: the limits of all starts are multiplied by"
            + " it");
  }

  /**
   * How busy a machine is.
   *
   * @param average threads that ran or waited for a CPU, averaged over the last minute
   * @param runnable the same at this moment
   * @param cpus of the machine
   */
  public record Load(double average, double runnable, int cpus) {
    /** Of this machine; of the guest, where it is one (proc_loadavg(5)). */
    public static Load now() {
      int cpus = Runtime.getRuntime().availableProcessors();
      try {
        String[] fields = Files.readString(LOAD_AVERAGE).split("[ /]");
        return new Load(Double.parseDouble(fields[0]), Double.parseDouble(fields[3]), cpus);
      } catch (IOException | RuntimeException e) {
        return new Load(0, 0, cpus); // no /proc: taken to be idle
      }
    }

    /** Threads for each CPU: at least 1, at most 20. */
    double share() {
      return Math.max(1, Math.min(LARGEST_SHARE, Math.max(average, runnable) / cpus));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "load average %.1f, %.0f threads runnable, %d %s",
          average,
          runnable,
          cpus,
          cpus == 1 ? "CPU" : "CPUs");
    }
  }
}
