package org.fusefixture.sample.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fusefixture.errno.Errno;

/** What a filesystem answered: an error, or a body. */
public final class Answer {
  /** A directory entry of a READDIR. */
  public record Listed(String name, long inode, long cookie) {}

  private final int error;
  private final ByteBuffer body;

  Answer(int error, byte[] body) {
    this.error = error;
    this.body = ByteBuffer.wrap(body).order(ByteOrder.nativeOrder());
  }

  /** The error, if it is one. */
  public Optional<Errno> error() {
    return Errno.of(-error);
  }

  /** This answer, which must be no error. */
  public Answer ok() {
    if (error != 0) {
      throw new AssertionError("the filesystem answered " + Errno.describe(-error));
    }
    return this;
  }

  public byte[] bytes() {
    return ok().body.array();
  }

  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  public int u32(int at) {
    return ok().body.getInt(at);
  }

  public long u64(int at) {
    return ok().body.getLong(at);
  }

  /** The inode of a struct fuse_entry_out. */
  public long node() {
    return u64(0);
  }

  /** The attributes of a struct fuse_entry_out. */
  public Stat entryStat() {
    return new Stat(this, 40);
  }

  /** The attributes of a struct fuse_attr_out. */
  public Stat stat() {
    return new Stat(this, 16);
  }

  /** The entries of a READDIR. */
  public List<Listed> listed() {
    List<Listed> all = new ArrayList<>();
    for (int at = 0; at < bytes().length; ) {
      int length = u32(at + 16);
      String name = new String(bytes(), at + 24, length, StandardCharsets.UTF_8);
      all.add(new Listed(name, u64(at), u64(at + 8)));
      at += (24 + length + 7) / 8 * 8;
    }
    return all;
  }

  /** A struct fuse_attr. */
  public record Stat(Answer answer, int at) {
    public long inode() {
      return answer.u64(at);
    }

    public long size() {
      return answer.u64(at + 8);
    }

    public long blocks() {
      return answer.u64(at + 16);
    }

    public Instant atime() {
      return Instant.ofEpochSecond(answer.u64(at + 24), answer.u32(at + 48));
    }

    public Instant mtime() {
      return Instant.ofEpochSecond(answer.u64(at + 32), answer.u32(at + 52));
    }

    public Instant ctime() {
      return Instant.ofEpochSecond(answer.u64(at + 40), answer.u32(at + 56));
    }

    public int mode() {
      return answer.u32(at + 60);
    }

    public int permissions() {
      return mode() & 07777;
    }

    public int links() {
      return answer.u32(at + 64);
    }

    public int uid() {
      return answer.u32(at + 68);
    }

    public int gid() {
      return answer.u32(at + 72);
    }

    public int device() {
      return answer.u32(at + 76);
    }
  }
}
