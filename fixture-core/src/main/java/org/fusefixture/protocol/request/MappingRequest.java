package org.fusefixture.protocol.request;

import java.util.Objects;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.Offset;

/**
 * What is about the DAX window of virtiofs: SETUPMAPPING and REMOVEMAPPING. Offsets count from the
 * end of the header.
 */
public abstract sealed class MappingRequest extends Request {

  private MappingRequest(int fixedSize) {
    super(fixedSize);
  }

  /**
   * SETUPMAPPING: maps a range of a file into the window.
   *
   * <p>{@code struct fuse_setupmapping_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  fh
   *        8     8  foffset
   *       16     8  len
   *       24     8  flags
   *       32     8  moffset
   * </pre>
   */
  public static final class Setup extends MappingRequest {
    private static final int FILE_HANDLE_AT = HEADER_SIZE;
    private static final int FILE_OFFSET_AT = HEADER_SIZE + 8;
    private static final int LENGTH_AT = HEADER_SIZE + 16;
    private static final int FLAGS_AT = HEADER_SIZE + 24;
    private static final int WINDOW_OFFSET_AT = HEADER_SIZE + 32;

    /** A view that is not laid over a message yet. */
    public Setup() {
      super(40);
    }

    /** {@return an open file} */
    public FileHandle fileHandle() {
      return new FileHandle(getLong(FILE_HANDLE_AT));
    }

    /** {@return the start of the range in the file} */
    public Offset fileOffset() {
      return new Offset(getLong(FILE_OFFSET_AT));
    }

    /** {@return the number of bytes} */
    public long length() {
      return getLong(LENGTH_AT);
    }

    /** {@return the sum of FUSE_SETUPMAPPING_FLAG_WRITE 1 and FUSE_SETUPMAPPING_FLAG_READ 2} */
    public long flags() {
      return getLong(FLAGS_AT);
    }

    /** {@return the start of the range in the window} */
    public Offset windowOffset() {
      return new Offset(getLong(WINDOW_OFFSET_AT));
    }

    @Override
    public String arguments() {
      return "fh "
          + fileHandle()
          + ", "
          + length()
          + " bytes at "
          + fileOffset()
          + ", to the window at "
          + windowOffset();
    }

    @Override
    void check() {
      checkTail(0);
    }
  }

  /**
   * REMOVEMAPPING: takes ranges out of the window.
   *
   * <p>{@code struct fuse_removemapping_in} and {@code struct fuse_removemapping_one} of
   * include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  count
   *        4    16  moffset (8), len (8); count times, not aligned
   * </pre>
   */
  public static final class Remove extends MappingRequest {
    private static final int COUNT_AT = HEADER_SIZE;
    private static final int LENGTH_IN_RECORD = 8;

    /** A view that is not laid over a message yet. */
    public Remove() {
      super(4);
    }

    /** {@return the number of ranges} */
    public int count() {
      return getInt(COUNT_AT);
    }

    /**
     * {@return the start of a range in the window}
     *
     * @param index from 0 to {@link #count()}, exclusive
     */
    public Offset windowOffset(int index) {
      return new Offset(getLong(recordAt(Objects.checkIndex(index, count()))));
    }

    /**
     * {@return the number of bytes of a range}
     *
     * @param index from 0 to {@link #count()}, exclusive
     */
    public long length(int index) {
      return getLong(recordAt(Objects.checkIndex(index, count())) + LENGTH_IN_RECORD);
    }

    @Override
    public String arguments() {
      return count() + " ranges";
    }

    @Override
    void check() {
      checkRecords(count());
    }
  }
}
