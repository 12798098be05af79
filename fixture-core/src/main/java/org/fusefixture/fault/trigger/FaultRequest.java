package org.fusefixture.fault.trigger;

import java.util.List;
import java.util.Optional;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.request.Request;

/**
 * A request as triggers see it, valid only during the call that passes it. Numbers are those of the
 * wire; an accessor allocates nothing unless it says so.
 */
public interface FaultRequest {
  /** {@return the operation} */
  Opcode opcode();

  /**
   * {@return the number that identifies the request, see {@link org.fusefixture.protocol.Unique}}
   */
  long unique();

  /** {@return the inode; for operations on a name, its directory} */
  long nodeId();

  /** {@return the first byte of the range that the request covers; 0 if it covers none} */
  long offset();

  /** {@return the number of bytes that the request covers; 0 if it covers none} */
  long size();

  /** {@return the effective user of the caller} */
  int uid();

  /** {@return the effective group of the caller} */
  int gid();

  /** {@return the process of the caller; 0 if the kernel does not tell} */
  int pid();

  /**
   * {@return every path of the request, relative to the root of the mount, which is the empty path}
   * For an operation on an inode these are its known names; for an operation on a name, the path
   * that it makes or removes; for a rename, both paths. Allocates.
   */
  List<String> paths();

  /**
   * {@return the name that it is about, within the directory; empty for operations on an inode}
   * Allocates.
   */
  Optional<String> name();

  /** {@return the whole request, decoded} */
  Request request();
}
