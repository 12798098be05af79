package org.fusefixture.sample.kernel;

import static org.fusefixture.filesystem.Opcode.COPY_FILE_RANGE_64;
import static org.fusefixture.filesystem.Opcode.CREATE;
import static org.fusefixture.filesystem.Opcode.FALLOCATE;
import static org.fusefixture.filesystem.Opcode.FORGET;
import static org.fusefixture.filesystem.Opcode.GETATTR;
import static org.fusefixture.filesystem.Opcode.LINK;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.LSEEK;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.READDIR;
import static org.fusefixture.filesystem.Opcode.RENAME2;
import static org.fusefixture.filesystem.Opcode.RMDIR;
import static org.fusefixture.filesystem.Opcode.SETATTR;
import static org.fusefixture.filesystem.Opcode.UNLINK;

import org.fusefixture.filesystem.Opcode;

/** Shorthand for the requests that most tests need; each returns the raw answer. */
public final class TestClient {
  private static final int O_RDWR = 2;
  private static final int O_EXCL = 0200;
  public static final long ROOT = 1;

  private final TestKernel kernel;

  public TestClient(TestKernel kernel) {
    this.kernel = kernel;
  }

  public TestKernel kernel() {
    return kernel;
  }

  public Answer lookup(long directory, String name) {
    return kernel.call(LOOKUP, directory, Message.empty().string(name));
  }

  public Answer create(long directory, String name, int mode) {
    return create(directory, name, mode, O_RDWR);
  }

  public Answer createExclusive(long directory, String name, int mode) {
    return create(directory, name, mode, O_RDWR | O_EXCL);
  }

  private Answer create(long directory, String name, int mode, int flags) {
    return kernel.call(CREATE, directory, Message.empty().u32(flags, mode, 0, 0).string(name));
  }

  public Answer mkdir(long directory, String name, int mode) {
    return kernel.call(MKDIR, directory, Message.empty().u32(mode, 0).string(name));
  }

  public Answer unlink(long directory, String name) {
    return kernel.call(UNLINK, directory, Message.empty().string(name));
  }

  public Answer rmdir(long directory, String name) {
    return kernel.call(RMDIR, directory, Message.empty().string(name));
  }

  public Answer link(long existing, long directory, String name) {
    return kernel.call(LINK, directory, Message.empty().u64(existing).string(name));
  }

  public Answer rename(long from, String name, long to, String newName, int flags) {
    return kernel.call(
        RENAME2, from, Message.empty().u64(to).u32(flags, 0).string(name).string(newName));
  }

  public Answer.Stat stat(long node) {
    return kernel.call(GETATTR, node, Message.empty().u32(0, 0).u64(0)).stat();
  }

  public void forget(long node, long count) {
    kernel.send(FORGET, node, Message.empty().u64(count), null);
  }

  /** SETATTR; {@code valid} says which of the values count. */
  public Answer setattr(long node, int valid, long size, int mode, int uid, int gid) {
    return kernel.call(
        SETATTR,
        node,
        Message.empty().u32(valid, 0).u64(0, size, 0, 0, 0, 0).u32(0, 0, 0, mode, 0, uid, gid, 0));
  }

  public Answer truncate(long node, long size) {
    return setattr(node, 8, size, 0, 0, 0);
  }

  public Answer write(long node, long offset, byte[] bytes) {
    return kernel.write(node, 0, offset, new PagesPayload(bytes), 0);
  }

  public byte[] read(long node, long offset, int size) {
    return kernel
        .call(READ, node, Message.empty().u64(0, offset).u32(size, 0).u64(0).u32(0, 0))
        .bytes();
  }

  public Answer readdir(long node, long cookie, int size) {
    return kernel.call(READDIR, node, Message.empty().u64(0, cookie).u32(size, 0).u64(0).u32(0, 0));
  }

  public Answer fallocate(long node, int mode, long offset, long length) {
    return kernel.call(FALLOCATE, node, Message.empty().u64(0, offset, length).u32(mode, 0));
  }

  public Answer seek(long node, long offset, int whence) {
    return kernel.call(LSEEK, node, Message.empty().u64(0, offset).u32(whence, 0));
  }

  public Answer copy(long from, long offset, long to, long targetOffset, long length) {
    return kernel.call(
        COPY_FILE_RANGE_64, from, Message.empty().u64(0, offset, to, 0, targetOffset, length, 0));
  }

  /** GETLK, SETLK or SETLKW; returns the number of the request. */
  public long lock(
      Opcode opcode, long node, long handle, long owner, long start, long end, int type, int how) {
    return kernel.send(
        opcode,
        node,
        Message.empty().u64(handle, owner, start, end).u32(type, (int) owner, how, 0),
        null);
  }
}
