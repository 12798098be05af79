package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileHandle;

/**
 * IOCTL, with {@link #inputSize()} bytes of input.
 *
 * <p>{@code struct fuse_ioctl_in} of include/uapi/linux/fuse.h; offsets count from the end of the
 * header.
 *
 * <pre>
 *   offset  size  field
 *        0     8  fh
 *        8     4  flags
 *       12     4  cmd
 *       16     8  arg
 *       24     4  in_size
 *       28     4  out_size
 *       32   ...  input bytes
 * </pre>
 */
public final class IoctlRequest extends Request {
  private static final int FILE_HANDLE_AT = HEADER_SIZE;
  private static final int FLAGS_AT = HEADER_SIZE + 8;
  private static final int COMMAND_AT = HEADER_SIZE + 12;
  private static final int ARGUMENT_AT = HEADER_SIZE + 16;
  private static final int INPUT_SIZE_AT = HEADER_SIZE + 24;
  private static final int OUTPUT_SIZE_AT = HEADER_SIZE + 28;

  /** Size of {@code struct fuse_ioctl_out}, which stands before the output in the reply. */
  private static final int RESULT_SIZE = 16;

  /** A view that is not laid over a message yet. */
  public IoctlRequest() {
    super(32);
  }

  /** {@return the open file or directory} */
  public FileHandle fileHandle() {
    return new FileHandle(getLong(FILE_HANDLE_AT));
  }

  /** {@return FUSE_IOCTL_* bits} */
  public int flags() {
    return getInt(FLAGS_AT);
  }

  /** {@return the request number of ioctl(2)} */
  public int command() {
    return getInt(COMMAND_AT);
  }

  /** {@return the argument of ioctl(2): an address of the caller, or a number} */
  public long argument() {
    return getLong(ARGUMENT_AT);
  }

  /** {@return the number of bytes of input that follow} */
  public int inputSize() {
    return getInt(INPUT_SIZE_AT);
  }

  /** {@return the most bytes of output that are wanted} */
  public int outputSize() {
    return getInt(OUTPUT_SIZE_AT);
  }

  /** {@return the bytes of input; a view that is valid until the reply} */
  public ByteBuffer input() {
    return view(bodyStart(), inputSize());
  }

  @Override
  public int replyRoom() {
    return RESULT_SIZE + Math.min(outputSize(), Integer.MAX_VALUE - RESULT_SIZE);
  }

  @Override
  public String arguments() {
    return "fh "
        + fileHandle()
        + ", command "
        + hexadecimal(command())
        + ", argument 0x"
        + Long.toHexString(argument())
        + ", "
        + inputSize()
        + " bytes in, "
        + outputSize()
        + " bytes out";
  }

  @Override
  void check() {
    checkSize(INPUT_SIZE_AT, "inputSize");
    checkSize(OUTPUT_SIZE_AT, "outputSize");
    checkTail(inputSize());
  }
}
