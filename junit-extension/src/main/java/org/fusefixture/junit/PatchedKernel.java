package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs tests on the patched kernel in every mode, with what is named here switched on; on a method
 * in place of what the class says. Whatever is switched on holds for a whole guest, so tests that
 * differ in it run in different guests, and cannot disturb one another.
 *
 * <pre>{@code
 * @FuseMount(NotesFileSystem.class)
 * @InModes(SPLICE_USER_PAGES)
 * @PatchedKernel(refuseLateAccess = true)
 * class NotesContractTest { ... }
 * }</pre>
 *
 * <p>It is a mistake to ask for the host's kernel at the same time: the host's has no such
 * parameters.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface PatchedKernel {
  /**
   * {@return whether an access of the server to the client's pages after its reply is not only
   * counted, but fails: ESTALE (EFAULT from tee(2))}
   */
  boolean refuseLateAccess() default false;

  /**
   * {@return whether a server with CAP_SYS_ADMIN gets the client's pages in SPLICE although it did
   * not negotiate them, as an unmodified program would}
   */
  boolean forceUserPages() default false;

  /**
   * {@return whether the kernel offers bit 43 and does nothing about it, as one that uses the bit
   * for something else: SPLICE_USER_PAGES is agreed on and not done}
   */
  boolean offerUserPagesFlagOnly() default false;
}
