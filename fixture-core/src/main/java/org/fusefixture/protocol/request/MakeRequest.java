package org.fusefixture.protocol.request;

import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;

/**
 * What makes an inode, or a name for one, in the directory {@link #nodeId()}: MKNOD, MKDIR,
 * SYMLINK, LINK, CREATE and TMPFILE. Offsets count from the end of the header.
 */
public abstract sealed class MakeRequest extends Request {

  private MakeRequest(int fixedSize) {
    super(fixedSize);
  }

  private static String modeText(int mode) {
    return "mode " + octal(mode);
  }

  /**
   * MKNOD: makes a file or a device node.
   *
   * <p>{@code struct fuse_mknod_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  mode
   *        4     4  rdev
   *        8     4  umask
   *       12     4  padding
   *       16   ...  name, NUL
   * </pre>
   */
  public static final class Mknod extends MakeRequest implements EntryRequest {
    private static final int MODE_AT = HEADER_SIZE;
    private static final int DEVICE_AT = HEADER_SIZE + 4;
    private static final int UMASK_AT = HEADER_SIZE + 8;

    /** A view that is not laid over a message yet. */
    public Mknod() {
      super(16);
    }

    /** {@return the file type and permission bits} */
    public int mode() {
      return getInt(MODE_AT);
    }

    /** {@return the device number for device nodes, in the kernel's new_encode_dev form} */
    public int device() {
      return getInt(DEVICE_AT);
    }

    /** {@return the caller's umask} */
    public int umask() {
      return getInt(UMASK_AT);
    }

    @Override
    public FileName name() {
      return firstName();
    }

    @Override
    public String arguments() {
      return name().quoted() + ", " + modeText(mode());
    }

    @Override
    void check() {
      checkNames(1);
    }
  }

  /**
   * MKDIR: makes a directory.
   *
   * <p>{@code struct fuse_mkdir_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  mode
   *        4     4  umask
   *        8   ...  name, NUL
   * </pre>
   */
  public static final class Mkdir extends MakeRequest implements EntryRequest {
    private static final int MODE_AT = HEADER_SIZE;
    private static final int UMASK_AT = HEADER_SIZE + 4;

    /** A view that is not laid over a message yet. */
    public Mkdir() {
      super(8);
    }

    /** {@return the permission bits} */
    public int mode() {
      return getInt(MODE_AT);
    }

    /** {@return the caller's umask} */
    public int umask() {
      return getInt(UMASK_AT);
    }

    @Override
    public FileName name() {
      return firstName();
    }

    @Override
    public String arguments() {
      return name().quoted() + ", " + modeText(mode());
    }

    @Override
    void check() {
      checkNames(1);
    }
  }

  /** SYMLINK: makes a symbolic link. The name and then the target, each ended by a NUL. */
  public static final class Symlink extends MakeRequest implements EntryRequest {

    /** A view that is not laid over a message yet. */
    public Symlink() {
      super(0);
    }

    @Override
    public FileName name() {
      return firstName();
    }

    /** {@return what the link points to} */
    public LinkTarget target() {
      int from = stringEnd(bodyStart()) + 1;
      return LinkTarget.of(bytes(from, stringEnd(from)));
    }

    @Override
    public String arguments() {
      return name().quoted() + ", to " + target().quoted();
    }

    @Override
    void check() {
      checkStrings(2);
      int nameEnd = stringEnd(bodyStart());
      checkName(bodyStart(), nameEnd);
      checkLength("target", nameEnd + 1, stringEnd(nameEnd + 1), 0, LinkTarget.MAX_LENGTH);
    }
  }

  /**
   * LINK: gives an existing inode a name.
   *
   * <p>{@code struct fuse_link_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     8  oldnodeid
   *        8   ...  name, NUL
   * </pre>
   */
  public static final class Link extends MakeRequest implements EntryRequest {
    private static final int EXISTING_AT = HEADER_SIZE;

    /** A view that is not laid over a message yet. */
    public Link() {
      super(8);
    }

    /** {@return the inode that gets another name} */
    public NodeId existing() {
      return new NodeId(getLong(EXISTING_AT));
    }

    @Override
    public FileName name() {
      return firstName();
    }

    @Override
    public String arguments() {
      return name().quoted() + ", to node " + existing();
    }

    @Override
    void check() {
      checkNames(1);
    }
  }

  /**
   * A regular file that is made and opened.
   *
   * <p>{@code struct fuse_create_in} of include/uapi/linux/fuse.h:
   *
   * <pre>
   *   offset  size  field
   *        0     4  flags
   *        4     4  mode
   *        8     4  umask
   *       12     4  open_flags
   *       16   ...  name, NUL
   * </pre>
   */
  public abstract static sealed class OpenedFile extends MakeRequest {
    private static final int FLAGS_AT = HEADER_SIZE;
    private static final int MODE_AT = HEADER_SIZE + 4;
    private static final int UMASK_AT = HEADER_SIZE + 8;
    private static final int OPEN_FLAGS_AT = HEADER_SIZE + 12;

    private OpenedFile() {
      super(16);
    }

    /** {@return the flags of open(2)} */
    public int flags() {
      return getInt(FLAGS_AT);
    }

    /** {@return the file type and permission bits} */
    public int mode() {
      return getInt(MODE_AT);
    }

    /** {@return the caller's umask} */
    public int umask() {
      return getInt(UMASK_AT);
    }

    /** {@return FUSE_OPEN_* bits (since 7.33)} */
    public int openFlags() {
      return getInt(OPEN_FLAGS_AT);
    }

    @Override
    public String arguments() {
      return modeText(mode()) + ", flags " + octal(flags());
    }
  }

  /** CREATE: makes a regular file and opens it. */
  public static final class Create extends OpenedFile implements EntryRequest {

    /** A view that is not laid over a message yet. */
    public Create() {}

    @Override
    public FileName name() {
      return firstName();
    }

    @Override
    public String arguments() {
      return name().quoted() + ", " + super.arguments();
    }

    @Override
    void check() {
      checkNames(1);
    }
  }

  /**
   * TMPFILE: makes an unnamed regular file and opens it. The name that the kernel sends means
   * nothing.
   */
  public static final class Tmpfile extends OpenedFile {

    /** A view that is not laid over a message yet. */
    public Tmpfile() {}

    @Override
    void check() {
      checkStrings(1);
    }
  }
}
