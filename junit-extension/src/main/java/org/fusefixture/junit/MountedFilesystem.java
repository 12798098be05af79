package org.fusefixture.junit;

import java.nio.file.Path;
import java.time.Duration;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.mount.MountDescription;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.report.KernelCounterReport;

/** The mount that a test works on. Safe for use by several threads. */
public interface MountedFilesystem {
  /** {@return how payloads of WRITE reach the server} */
  TransferMode mode();

  /** {@return where it is mounted} */
  Isolation isolation();

  /** {@return under which kernel it is mounted} */
  Kernel kernel();

  /** {@return the seed of everything drawn by chance, and of the stamps} */
  long seed();

  /**
   * {@return what the agent told of the mount: mount point, negotiated flags, process of the
   * server}
   */
  MountDescription description();

  /** {@return the process that uses the mount} */
  Client client();

  /** {@return the process that serves the mount} */
  Server server();

  /** {@return what happened on the mount so far} */
  MountTrace trace();

  /**
   * Permits breaches: they do not fail the test. See {@link Tolerates}.
   *
   * @param breaches that may happen
   * @return this
   */
  MountedFilesystem tolerate(MountBreach... breaches);

  /**
   * {@return what the kernel counted on this mount's connection so far: user pages copied and lent,
   * and accesses to them after the reply} Only the patched kernel counts; on another one the report
   * says so.
   */
  KernelCounterReport kernelCounters();

  /** {@return the faults of the mount, to set and remove} */
  Faults faults();

  /** {@return the storage below the filesystem's cache, where it is one that can fail} */
  Storage storage();

  /**
   * {@return a file as the filesystem stored it, looked at in the server, past mount and page
   * cache}
   *
   * @param path relative to the root of the mount
   */
  StoredFile storedFile(String path);

  /**
   * Reads back all that the client wrote through its files and mappings, and judges it by what may
   * be there: what is stored, what the page cache shows, and what O_DIRECT shows. Payloads that are
   * still to be consumed late are waited for. What commands wrote is not known.
   *
   * @return the verdict
   */
  IntegrityVerdict integrity();

  /** {@return the mount point in the sandbox; see {@link #path()} for one that this JVM can use} */
  String mountPoint();

  /**
   * {@return the root of the mount for {@link java.nio.file.Files}, in every sandbox: each
   * operation is a call of the client} Usable until the mount ends, and not to be mixed with {@link
   * #path()}.
   */
  Path root();

  /** {@return the directory of the sandbox that the filesystem was given to keep its files in} */
  String backing();

  /**
   * {@return the mount point on the host}
   *
   * @throws IllegalStateException unless the mount is visible
   */
  Path path();

  /**
   * Runs a command in the sandbox and waits for it.
   *
   * @param limit after which it is killed, with its process group
   * @param arguments program and arguments; {@code {mountpoint}} in them becomes the mount point
   * @return how it ended, and what it printed
   */
  CommandResult run(Duration limit, String... arguments);
}
