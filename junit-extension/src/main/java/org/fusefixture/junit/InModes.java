package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Kernel;

/**
 * The transfer modes in which a {@link FuseTest} runs, once in each; on a method in place of what
 * the class says. Without it: COPY and SPLICE.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface InModes {
  /** The modes, each at most once. */
  TransferMode[] value();

  /**
   * The kernels to run each mode on, so that a comparison between modes uses one kernel. Empty: as
   * {@link FuseMount#kernel()} says.
   */
  Kernel[] kernel() default {};
}
