package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * What is about the space of a file, not about its content: FALLOCATE, LSEEK and BMAP. Offsets
 * count from the end of the header.
 */
public abstract sealed class ExtentRequest extends Request {

  private ExtentRequest(int fixedSize) {
    super(fixedSize);
  }

  /**
   * FALLOCATE: reserves or frees space of a file.
   *
   * <p>{@code struct fuse_fallocate_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     8  offset
   *       16     8  length
   *       24     4  mode
   *       28     4  padding
   * </pre>
   */
  public static final class Fallocate extends ExtentRequest {
    private static final int FILE_HANDLE_AT = HEADER_SIZE;
    private static final int OFFSET_AT = HEADER_SIZE + 8;
    private static final int LENGTH_AT = HEADER_SIZE + 16;
    private static final int MODE_AT = HEADER_SIZE + 24;

    /** A view that is not laid over a message yet. */
    public Fallocate() {
      super(32);
    }

    /** {@return the open file} */
    public FileHandle fileHandle() {
      return new FileHandle(getLong(FILE_HANDLE_AT));
    }

    /** {@return the first byte} */
    public Offset offset() {
      return new Offset(getLong(OFFSET_AT));
    }

    /** {@return the number of bytes} */
    public long length() {
      return getLong(LENGTH_AT);
    }

    /** {@return the FALLOC_FL_* bits of fallocate(2)} */
    public int mode() {
      return getInt(MODE_AT);
    }

    @Override
    public boolean hasRange() {
      return true;
    }

    @Override
    public long rangeOffset() {
      return getLong(OFFSET_AT);
    }

    @Override
    public long rangeSize() {
      return length();
    }

    @Override
    public String arguments() {
      return "fh " + fileHandle() + ", " + rangeText() + ", mode " + hexadecimal(mode());
    }

    @Override
    void check() {
      checkOffset(OFFSET_AT, "offset");
      checkOffset(LENGTH_AT, "length");
      checkTail(0);
    }
  }

  /**
   * LSEEK: finds data or a hole.
   *
   * <p>{@code struct fuse_lseek_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     8  offset
   *       16     4  whence
   *       20     4  padding
   * </pre>
   */
  public static final class Lseek extends ExtentRequest {
    private static final int FILE_HANDLE_AT = HEADER_SIZE;
    private static final int OFFSET_AT = HEADER_SIZE + 8;
    private static final int WHENCE_AT = HEADER_SIZE + 16;

    /** A view that is not laid over a message yet. */
    public Lseek() {
      super(24);
    }

    /** {@return the open file} */
    public FileHandle fileHandle() {
      return new FileHandle(getLong(FILE_HANDLE_AT));
    }

    /** {@return where the search starts} */
    public Offset offset() {
      return new Offset(getLong(OFFSET_AT));
    }

    /** {@return SEEK_DATA 3 or SEEK_HOLE 4} */
    public int whence() {
      return getInt(WHENCE_AT);
    }

    @Override
    public String arguments() {
      String kind =
          switch (whence()) {
            case 3 -> "SEEK_DATA";
            case 4 -> "SEEK_HOLE";
            default -> "whence " + whence();
          };
      return "fh " + fileHandle() + ", " + kind + " from " + offset();
    }

    @Override
    void check() {
      checkTail(0);
    }
  }

  /**
   * BMAP: which block of the device holds a block of the file.
   *
   * <p>{@code struct fuse_bmap_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  block
   *        8     4  blocksize
   *       12     4  padding
   * </pre>
   */
  public static final class Bmap extends ExtentRequest {
    private static final int BLOCK_AT = HEADER_SIZE;
    private static final int BLOCK_SIZE_AT = HEADER_SIZE + 8;

    /** A view that is not laid over a message yet. */
    public Bmap() {
      super(16);
    }

    /** {@return the number of the block in the file} */
    public long block() {
      return getLong(BLOCK_AT);
    }

    /** {@return the size of a block in bytes} */
    public int blockSize() {
      return getInt(BLOCK_SIZE_AT);
    }

    @Override
    public String arguments() {
      return "block " + Long.toUnsignedString(block()) + " of " + blockSize() + " bytes";
    }

    @Override
    void check() {
      checkSize(BLOCK_SIZE_AT, "blockSize");
      checkTail(0);
    }
  }
}
