package org.fusefixture.fault.trigger;

import java.util.List;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.request.Request;

/**
 * A request as triggers see it. Valid during the call that hands it over only. Numbers are those of
 * the wire; an accessor allocates nothing unless it says so.
 */
public interface FaultRequest {
  /** What is asked for. */
  Opcode opcode();

  /** Identifies the request, see {@link org.fusefixture.protocol.Unique}. */
  long unique();

  /** The inode; for operations on a name, its directory. */
  long nodeId();

  /** First byte of the range that it is about; 0 where there is none. */
  long offset();

  /** Number of bytes that it is about; 0 where there is none. */
  long size();

  /** Effective user of the caller. */
  int uid();

  /** Effective group of the caller. */
  int gid();

  /** Process of the caller, 0 where the kernel does not say. */
  int pid();

  /**
   * Every path that the request is about, relative to the root of the mount, which is the empty
   * path: each known name of the inode, or for an operation on a name the path that it makes or
   * removes; both of a rename. Makes objects.
   */
  List<String> paths();

  /** The whole request, decoded. */
  Request request();
}
