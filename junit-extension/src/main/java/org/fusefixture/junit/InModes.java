package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;

/**
 * The transfer modes in which a {@link FuseTest} runs, once in each; on a method in place of what
 * the class says. Without it: COPY and SPLICE.
 *
 * <p>Repeat it where not every mode is to run in every sandbox. This class runs twice as a process,
 * once in a container and once on the patched kernel:
 *
 * <pre>{@code
 * @FuseMount(value = NotesFileSystem.class, isolation = PROCESS)
 * @InModes({COPY, SPLICE})
 * @InModes(value = SPLICE, isolation = CONTAINER)
 * @InModes(SPLICE_USER_PAGES)
 * class NotesTest { ... }
 * }</pre>
 */
@Documented
@Inherited
@Repeatable(InModes.Rows.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface InModes {
  /** {@return the modes, each at most once} */
  TransferMode[] value();

  /**
   * {@return the kernels to run each mode on, so that a comparison between modes uses one kernel}
   * Empty: as {@link FuseMount#kernel()} says.
   */
  Kernel[] kernel() default {};

  /** {@return the isolations to run each mode in} Empty: as {@link FuseMount#isolation()} says. */
  Isolation[] isolation() default {};

  /** Holds the rows of a repeated {@link InModes}. */
  @Documented
  @Inherited
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Rows {
    /** {@return the rows, in the order in which they run} */
    InModes[] value();
  }
}
