package org.fusefixture.internal.fault.engine;

import java.util.List;
import java.util.Optional;
import org.fusefixture.fault.trigger.FaultRequest;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.fault.effect.Draw;
import org.fusefixture.protocol.request.EntryRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;

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
    offset = decoded.rangeOffset();
    size = decoded.rangeSize();
    position = decoded instanceof EntryRequest entry ? hash(entry) : offset;
  }

  private static long hash(EntryRequest entry) {
    long hash = Draw.hash(entry.name().toString());
    return entry instanceof RenameRequest rename
        ? Draw.mix(hash, Draw.hash(rename.newName().toString()))
        : hash;
  }

  /** Tells requests of an inode apart: the offset, or a number made of the name. */
  long position() {
    return position;
  }

  boolean isAboutName() {
    return opcode.isAboutEntry();
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
    return index.paths(request);
  }

  @Override
  public Optional<String> name() {
    return request instanceof EntryRequest entry
        ? Optional.of(entry.name().toString())
        : Optional.empty();
  }

  @Override
  public Request request() {
    return request;
  }
}
