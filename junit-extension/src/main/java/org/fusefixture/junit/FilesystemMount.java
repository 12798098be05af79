package org.fusefixture.junit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.preflight.Preflight;
import org.fusefixture.internal.sandbox.Sandboxes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountSpec;
import org.fusefixture.mount.Program;

/**
 * A mount for which an annotation is too rigid: one of many, chosen while the test runs. A value;
 * each {@code withX} gives a changed copy.
 *
 * <pre>{@code
 * FilesystemMount.of(NotesFileSystem.class).withMode(SPLICE).use(fs -> fs.client().names(""));
 * }</pre>
 */
public final class FilesystemMount {
  private final MountSpec spec;
  private final Variation variation;

  private FilesystemMount(MountSpec spec, Variation variation) {
    this.spec = Objects.requireNonNull(spec);
    this.variation = Objects.requireNonNull(variation);
  }

  /**
   * {@return a mount in COPY mode on the host's kernel, in a sandbox of its own processes}
   *
   * @param filesystem its class, as {@link FuseMount#value()}
   */
  public static FilesystemMount of(Class<? extends FuseFilesystem> filesystem) {
    return new FilesystemMount(
        MountSpec.of(filesystem.getName(), TransferMode.COPY),
        new Variation(TransferMode.COPY, Isolation.PROCESS, Kernel.HOST));
  }

  /**
   * {@return a mount of a program, in COPY mode on the host's kernel, in a sandbox of its own
   * processes}
   *
   * @param program that is the filesystem
   */
  public static FilesystemMount of(Program program) {
    return new FilesystemMount(
        MountSpec.of(program), new Variation(TransferMode.COPY, Isolation.PROCESS, Kernel.HOST));
  }

  /**
   * {@return a copy in another mode}
   *
   * @param mode how payloads of WRITE reach the server
   */
  public FilesystemMount withMode(TransferMode mode) {
    return new FilesystemMount(
        spec, new Variation(mode, variation.isolation(), variation.kernel()));
  }

  /**
   * {@return a copy in another sandbox}
   *
   * @param isolation where it is mounted
   */
  public FilesystemMount withIsolation(Isolation isolation) {
    return new FilesystemMount(
        spec, new Variation(variation.mode(), isolation, variation.kernel()));
  }

  /**
   * {@return a copy on another kernel}
   *
   * @param kernel under which it is mounted
   */
  public FilesystemMount withKernel(Kernel kernel) {
    return new FilesystemMount(
        spec, new Variation(variation.mode(), variation.isolation(), kernel));
  }

  /**
   * {@return a copy with an option of the filesystem}
   *
   * @param name of the option
   * @param value of the option
   */
  public FilesystemMount withOption(String name, String value) {
    Map<String, String> options = new LinkedHashMap<>(spec.options());
    options.put(name, value);
    return new FilesystemMount(spec.withOptions(options), variation);
  }

  /**
   * {@return a copy with another seed}
   *
   * @param seed of everything drawn by chance, and of the stamps
   */
  public FilesystemMount withSeed(long seed) {
    return new FilesystemMount(spec.withSeed(seed), variation);
  }

  /**
   * {@return a copy with another limit of each call through the mount; after it, the connection is
   * aborted}
   *
   * @param limit at least 1 ms
   */
  public FilesystemMount withTimeout(Duration limit) {
    return new FilesystemMount(spec.withRequestTimeout(limit), variation);
  }

  /** {@return why it cannot be mounted on this machine, if it cannot} */
  public Optional<String> obstacle() {
    return Preflight.shared().check(variation.sandbox(false), variation.mode()).reason();
  }

  /**
   * Mounts, and unmounts afterwards.
   *
   * @param <T> what the action gives
   * @param action what to do with the mount
   * @return what the action gives
   * @throws MountFailedException if it cannot be mounted, or does not end cleanly though the action
   *     did not fail
   */
  public <T> T use(Function<MountedFilesystem, T> action) {
    Sandboxes.Lease lease = Sandboxes.shared().lease();
    MountPlan plan = new MountPlan(spec, false, MountLifecycle.PER_METHOD);
    try (LiveMount mount = LiveMount.mount(plan, variation)) {
      return action.apply(mount);
    } finally {
      lease.close();
    }
  }

  @Override
  public String toString() {
    return spec.filesystem() + " " + variation.label() + ", seed " + spec.seed();
  }
}
