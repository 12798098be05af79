package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.LateAccessPolicy;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a real mount of a filesystem, served inside a sandbox.
 *
 * <p>On a class it holds for all its tests, on a method for that test, in place of what the class
 * says. Tests are {@link FuseTest} methods, which run once in each transfer mode, or other Jupiter
 * tests, which run in one. They get a {@link MountedFilesystem} as a parameter.
 *
 * <pre>{@code
 * @FuseMount(NotesFileSystem.class)
 * class NotesFileSystemTest {
 *   @FuseTest
 *   void acknowledged_write_survives_reuse_of_its_pages(MountedFilesystem fs) { ... }
 * }
 * }</pre>
 *
 * <p>A test that cannot run on this machine is aborted with the reason in one line. The
 * configuration parameter, system property or environment variable {@code fusefixture.require}
 * ({@code FUSE_FIXTURE_REQUIRE}) turns that into a failure for the kinds it lists, for example
 * {@code process,container,patched}: a pipeline that sets it knows that nothing was left out.
 *
 * <p>The configuration parameters or system properties {@code fusefixture.isolation} and {@code
 * fusefixture.kernel} limit a run to the sandboxes that they list: {@code
 * -Dfusefixture.kernel=patched} runs the invocations on the patched kernel and no others. Tags
 * cannot do this, as one test has invocations in several sandboxes.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({FuseMountExtension.class, ComparisonExtension.class})
public @interface FuseMount {
  /**
   * {@return the filesystem: a class on the class path of the tests with a public constructor that
   * takes nothing, or a {@link org.fusefixture.filesystem.FilesystemContext}}
   */
  Class<? extends FuseFilesystem> value() default FuseFilesystem.class;

  /**
   * {@return a program that is the filesystem, in place of {@link #value()}: its name and its
   * arguments, with <code>{mountpoint}</code>, and perhaps <code>{backing}</code>, where they
   * belong} It runs in COPY mode, see {@link org.fusefixture.mount.Program}; for its environment,
   * user and limits use {@link FilesystemMount#of(org.fusefixture.mount.Program)}.
   */
  String[] program() default {};

  /** {@return options for the filesystem, each {@code "name=value"}} */
  String[] options() default {};

  /**
   * {@return where to run: a {@link FuseTest} runs in each} Empty: where the configuration
   * parameter or system property {@code fusefixture.isolation} says; otherwise in a container where
   * a Docker Engine answers, and as a process where none does. {@link InModes#isolation()} goes
   * before.
   */
  Isolation[] isolation() default {};

  /**
   * {@return which kernel: a {@link FuseTest} runs on each} Empty: the host's for COPY and SPLICE,
   * the patched one for SPLICE_USER_PAGES, and for every mode with {@link PatchedKernel}. {@link
   * InModes#kernel()} goes before.
   */
  Kernel[] kernel() default {};

  /** {@return the number of threads that serve requests, from 1 to 64} */
  int threads() default 4;

  /**
   * {@return the longest time that a call through the mount may take: a whole number and a unit,
   * for example {@code 500ms}, up to {@code 1h}} After it the connection is aborted, the call fails
   * with the server's stacks, and the test goes on.
   */
  String timeout() default "10s";

  /** {@return what an access to a payload after its reply does} */
  LateAccessPolicy lateAccess() default LateAccessPolicy.HOLD;

  /**
   * {@return the longest time that {@link LateAccessPolicy#HOLD} holds an access back; below the
   * timeout}
   */
  String holdLimit() default "2s";

  /**
   * {@return whether the server has CAP_SYS_ADMIN when it answers INIT} Without it the kernel
   * copies the client's pages even in SPLICE_USER_PAGES, so the mount is refused unless {@link
   * #attested()} is false.
   */
  boolean sysAdmin() default true;

  /**
   * {@return whether the mount is refused where the kernel is found, by behaviour, not to do what
   * the mode says, though it agreed on it: in SPLICE_USER_PAGES, to copy the client's pages} False
   * is for tests of just that; such a mount has its mode in name only.
   */
  boolean attested() default true;

  /**
   * {@return whether the mount also appears at {@link MountedFilesystem#path()} of the host, for a
   * program under test that is not run by the fixture} Host kernel only.
   */
  boolean visible() default false;

  /**
   * {@return the seed of all that is drawn by chance, and part of every stamp} Printed when a test
   * fails.
   */
  long seed() default 1;

  /** {@return how long a mount lives} */
  MountLifecycle lifecycle() default MountLifecycle.PER_METHOD;
}
