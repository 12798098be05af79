package org.fusefixture.mount;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.fusefixture.filesystem.TransferMode;
import org.jspecify.annotations.Nullable;

/**
 * What to mount and how to serve it. A value; each {@code withX} gives a changed copy.
 *
 * @param filesystem binary name of a class on the class path of the sandbox that implements {@link
 *     org.fusefixture.filesystem.FuseFilesystem}
 * @param program in place of a class: a program that is the filesystem, and {@code filesystem} only
 *     names it; null for a class
 * @param options for the filesystem, by name
 * @param seed for all that the filesystem draws by chance
 * @param mode how payloads of WRITE reach the server
 * @param threads that serve requests, from 1 to 64
 * @param lateAccess what an access to a payload after its reply does
 * @param holdLimit longest time that a late access is held back with {@link LateAccessPolicy#HOLD}
 * @param requestTimeout longest time that a call through the mount may take before the connection
 *     is aborted
 * @param dropSysAdmin whether the server gives up CAP_SYS_ADMIN before it answers INIT
 * @param attested whether the mount is refused where the kernel is found, by behaviour, not to do
 *     with payloads what the mode says
 * @param measured whether its speed counts, so that the server's virtual machine compiles as well
 *     as it can, which takes more time than it saves where a mount lives for seconds, and nothing
 *     is traced until somebody asks for it
 * @param visiblePath an existing empty directory to mount on, beneath the shared directory that the
 *     launcher set up, so that the host sees the mount; null for a mount inside the sandbox only
 */
@RecordBuilder
public record MountSpec(
    String filesystem,
    @Nullable Program program,
    Map<String, String> options,
    long seed,
    TransferMode mode,
    int threads,
    LateAccessPolicy lateAccess,
    Duration holdLimit,
    Duration requestTimeout,
    boolean dropSysAdmin,
    boolean attested,
    boolean measured,
    @Nullable String visiblePath)
    implements MountSpecBuilder.With {

  private static final int MOST_THREADS = 64;

  /**
   * Refuses what cannot be mounted; takes null for no options.
   *
   * @param filesystem as {@link #filesystem()}
   * @param program as {@link #program()}
   * @param options as {@link #options()}
   * @param seed as {@link #seed()}
   * @param mode as {@link #mode()}
   * @param threads as {@link #threads()}
   * @param lateAccess as {@link #lateAccess()}
   * @param holdLimit as {@link #holdLimit()}
   * @param requestTimeout as {@link #requestTimeout()}
   * @param dropSysAdmin as {@link #dropSysAdmin()}
   * @param attested as {@link #attested()}
   * @param measured as {@link #measured()}
   * @param visiblePath as {@link #visiblePath()}
   */
  public MountSpec {
    Objects.requireNonNull(filesystem, "filesystem");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(lateAccess, "lateAccess");
    options = options == null ? Map.of() : Map.copyOf(options);
    if (filesystem.isBlank()) {
      throw new IllegalArgumentException("the class name of the filesystem is blank");
    }
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "threads (" + threads + ") must be from 1 to " + MOST_THREADS);
    }
    if (program != null && !options.isEmpty()) {
      throw new IllegalArgumentException(
          "a program takes no options ("
              + options.keySet()
              + "): give them among its arguments or in its environment");
    }
    if (program != null && mode != TransferMode.COPY) {
      throw new IllegalArgumentException(
          "mode "
              + mode
              + " needs a server that holds /dev/fuse, and a program has a socket in its place: use"
              + " COPY");
    }
    requirePositive(holdLimit, "holdLimit");
    requirePositive(requestTimeout, "requestTimeout");
    if (visiblePath != null && !visiblePath.startsWith("/")) {
      throw new IllegalArgumentException(
          "visiblePath (" + visiblePath + ") must be an absolute path");
    }
  }

  /**
   * {@return a mount with 4 threads, late accesses held back for up to 2 s, calls limited to 10 s,
   * attested, not measured, not visible on the host}
   *
   * @param filesystem as {@link #filesystem()}
   * @param mode as {@link #mode()}
   */
  public static MountSpec of(String filesystem, TransferMode mode) {
    return new MountSpec(
        filesystem,
        null,
        Map.of(),
        1,
        mode,
        4,
        LateAccessPolicy.HOLD,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        false,
        true,
        false,
        null);
  }

  /**
   * {@return a mount of a program, in COPY mode, otherwise as {@link #of(String, TransferMode)}}
   *
   * @param program that is the filesystem
   */
  public static MountSpec of(Program program) {
    String path = program.arguments().get(0);
    String name = path.substring(path.lastIndexOf('/') + 1);
    return of(name.isEmpty() ? path : name, TransferMode.COPY).withProgram(program);
  }

  /**
   * {@return a copy in which an access to a payload after its reply does something else}
   *
   * @param rule what it does
   * @param limit as {@link #holdLimit()}
   */
  public MountSpec withLateAccess(LateAccessPolicy rule, Duration limit) {
    return MountSpecBuilder.builder(this).lateAccess(rule).holdLimit(limit).build();
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " (" + value + ") must be positive");
    }
  }
}
