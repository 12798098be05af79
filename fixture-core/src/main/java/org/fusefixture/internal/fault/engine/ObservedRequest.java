package org.fusefixture.internal.fault.engine;

import java.util.List;
import java.util.Optional;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.Draw;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.FallocateRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.WriteRequest;

/** A request as rules see it; one object serves one request after the other. */
public final class ObservedRequest implements FaultRequest {
  private final PathIndex index;
  private Opcode opcode;
  private Request request;
  private long unique;
  private long nodeId;
  private long offset;
  private long size;
  private long position;

  ObservedRequest(PathIndex index) {
    this.index = index;
  }

  /** Looks at another request. */
  void observe(Opcode kind, long number, long node, Request decoded) {
    opcode = kind;
    unique = number;
    nodeId = node;
    request = decoded;
    offset = 0;
    size = 0;
    if (decoded instanceof WriteRequest write) {
      offset = write.offsetBytes();
      size = write.size();
    } else if (decoded instanceof ReadRequest read) {
      offset = read.offsetBytes();
      size = read.size();
    } else if (decoded instanceof FallocateRequest allocate) {
      offset = allocate.offset().bytes();
      size = allocate.length();
    } else if (decoded instanceof CopyFileRangeRequest copy) {
      offset = copy.offset().bytes();
      size = copy.length();
    }
    position = offset;
    String name = PathIndex.name(kind, decoded);
    if (name != null) {
      position = Draw.hash(name);
      if (decoded instanceof RenameRequest rename) {
        position = Draw.mix(position, Draw.hash(rename.newName().toString()));
      }
    }
  }

  /** Tells requests of an inode apart: the offset, or a number made of the name. */
  long position() {
    return position;
  }

  boolean isAboutName() {
    return PathIndex.name(opcode, request) != null;
  }

  @Override
  public Opcode opcode() {
    return opcode;
  }

  @Override
  public long unique() {
    return unique;
  }

  @Override
  public long nodeId() {
    return nodeId;
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int uid() {
    return request.uid();
  }

  @Override
  public int gid() {
    return request.gid();
  }

  @Override
  public int pid() {
    return request.pid();
  }

  @Override
  public List<String> paths() {
    return index.paths(opcode, request);
  }

  @Override
  public Optional<String> name() {
    return Optional.ofNullable(PathIndex.name(opcode, request));
  }

  @Override
  public Request request() {
    return request;
  }
}
