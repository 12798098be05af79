package org.fusefixture.internal.rules;

import static org.fusefixture.internal.rules.ReplyRule.Effect.REFUSED;
import static org.fusefixture.internal.rules.ReplyRule.Effect.WRONG;

/**
 * The rules that a reply keeps, one row each: id, what happens to a reply that breaks it, what
 * holds of a right one, and where the kernel relies on it (Linux 6.12 where nothing else is said).
 * The page docs/protocol-rules.md is made of these rows.
 */
public enum ReplyRule {
  REPLY_SHORT("reply.short", REFUSED, "A reply has the 16 bytes of its header.", Text.WRITE),
  REPLY_LENGTH(
      "reply.length", REFUSED, "The header's length is the number of bytes that come.", Text.WRITE),
  REPLY_SIZE(
      "reply.size",
      REFUSED,
      "The body has exactly the size that its operation has in the negotiated minor version.",
      Text.COPY + "; fuse_adjust_compat"),
  REPLY_UNKNOWN(
      "reply.unknown",
      REFUSED,
      "A reply names a request that the kernel has sent.",
      Text.WRITE + ": ENOENT"),
  REPLY_TWICE(
      "reply.twice", REFUSED, "A request is answered once.", Text.WRITE + ", fuse_request_end"),
  REPLY_UNWANTED(
      "reply.unwanted",
      REFUSED,
      "FORGET, BATCH_FORGET and NOTIFY_REPLY are not answered.",
      "fs/fuse/dev.c: fuse_dev_do_read, fuse_read_forget"),
  REPLY_OTHER(
      "reply.other-request",
      WRONG,
      "The reply that a filesystem gives to a request names this request.",
      Text.WRITE + ": fuse_request_find"),
  INTERRUPT_ANSWER(
      "interrupt.answer",
      WRONG,
      "INTERRUPT is answered by nothing, or by EAGAIN or ENOSYS without a body.",
      Text.WRITE + ": FUSE_INT_REQ_BIT"),
  NOTIFICATION_CODE(
      "notification.code",
      REFUSED,
      "A message with unique 0 has the code of a notification that the minor version has.",
      "fs/fuse/dev.c: fuse_notify"),
  NOTIFICATION_SIZE(
      "notification.size",
      REFUSED,
      "A notification has at least the size of its structure.",
      "fs/fuse/dev.c: fuse_notify_poll, fuse_notify_inval_inode and the like"),

  ERROR_POSITIVE("error.positive", REFUSED, "An error is a negative number.", Text.WRITE),
  ERROR_RANGE(
      "error.range",
      REFUSED,
      "An error is above -512: ERESTARTSYS and its like never leave the kernel.",
      Text.WRITE + "; include/linux/errno.h"),
  ERROR_UNASSIGNED(
      "error.unassigned",
      WRONG,
      "An error is a number that Linux has a name for.",
      "include/uapi/asm-generic/errno.h; fuse_dev_do_write passes any number on"),
  ERROR_BODY("error.body", REFUSED, "A reply with an error has no body.", Text.WRITE),

  READ_ROOM("read.room", REFUSED, "READ gives no more bytes than were asked for.", Text.COPY),
  READLINK_ROOM(
      "readlink.room",
      REFUSED,
      "The target of a symbolic link has at most 4095 bytes.",
      "fs/fuse/dir.c: fuse_readlink_page; " + Text.COPY),
  READLINK_NUL(
      "readlink.nul",
      WRONG,
      "The target of a symbolic link has no NUL: the kernel ends it there.",
      "fs/fuse/dir.c: fuse_readlink_page, fuse_get_link"),
  LISTING_ROOM(
      "listing.room",
      REFUSED,
      "READDIR and READDIRPLUS give no more bytes than were asked for.",
      Text.COPY),
  XATTR_ROOM(
      "xattr.room",
      REFUSED,
      "GETXATTR and LISTXATTR give no more bytes than the caller has room for.",
      "fs/fuse/xattr.c: fuse_getxattr, fuse_listxattr; " + Text.COPY),
  XATTR_SIZE(
      "xattr.size",
      WRONG,
      "The size of an extended attribute, or of the list of names, is at most 65536 bytes.",
      "fs/fuse/xattr.c: XATTR_SIZE_MAX, XATTR_LIST_MAX"),
  LISTXATTR_NAMES(
      "listxattr.names",
      WRONG,
      "The names that LISTXATTR gives are not empty, and each ends with a NUL.",
      "fs/fuse/xattr.c: fuse_verify_xattr_list"),
  IOCTL_ROOM(
      "ioctl.room",
      WRONG,
      "IOCTL gives no more bytes of output than were asked for.",
      "fs/fuse/ioctl.c: fuse_do_ioctl gives the caller EFAULT, or what does not fit is lost"),
  IOCTL_RETRY(
      "ioctl.retry",
      WRONG,
      "FUSE_IOCTL_RETRY answers only an unrestricted ioctl.",
      "fs/fuse/ioctl.c: fuse_do_ioctl"),
  IOCTL_VECTORS(
      "ioctl.vectors",
      WRONG,
      "A retried ioctl names at most 256 areas of memory.",
      "fs/fuse/ioctl.c: fuse_do_ioctl, FUSE_IOCTL_MAX_IOV"),

  WRITE_COUNT(
      "write.count",
      WRONG,
      "WRITE takes no more bytes than were sent.",
      "fs/fuse/file.c: fuse_send_write_pages, fuse_direct_io"),
  COPY_COUNT(
      "copy.count",
      WRONG,
      "COPY_FILE_RANGE copies no more bytes than were asked for.",
      "fs/fuse/file.c: __fuse_copy_file_range, Linux 6.18"),
  LSEEK_RANGE(
      "lseek.range",
      WRONG,
      "LSEEK finds an offset that is not negative; where there is nothing, it answers ENXIO.",
      "fs/fuse/file.c: fuse_lseek, vfs_setpos"),
  LSEEK_BACKWARDS(
      "lseek.backwards",
      WRONG,
      "SEEK_DATA and SEEK_HOLE find nothing before the offset that the search starts from.",
      "lseek(2); fs/fuse/file.c: fuse_lseek"),
  LOCK_TYPE("lock.type", WRONG, "The type of a lock is F_RDLCK, F_WRLCK or F_UNLCK.", Text.LOCK),
  LOCK_RANGE("lock.range", WRONG, "A lock starts at 0 or later, and not after its end.", Text.LOCK),
  POLL_EVENTS(
      "poll.events",
      WRONG,
      "The events of poll(2) have 16 bits.",
      "fs/fuse/file.c: fuse_file_poll; include/linux/poll.h: demangle_poll"),

  ENTRY_MISSING(
      "entry.missing",
      WRONG,
      "What makes an inode or a name names the inode: nodeid 0 is an answer to LOOKUP only.",
      "fs/fuse/dir.c: invalid_nodeid in create_new_entry, fuse_create_open"),
  ENTRY_ROOT(
      "entry.root",
      WRONG,
      "No entry of a directory is the root, nodeid 1; of LOOKUP only \".\" and \"..\" are.",
      "fs/fuse/dir.c: fuse_lookup, invalid_nodeid; fs/fuse/readdir.c: fuse_direntplus_link"),
  ENTRY_VALIDITY(
      "entry.validity",
      WRONG,
      "The nanoseconds of a validity are below 1,000,000,000.",
      "fs/fuse/inode.c: fuse_time_to_jiffies"),
  ENTRY_GENERATION(
      "entry.generation",
      WRONG,
      "An inode that the kernel holds keeps its generation: its nodeid is not used again.",
      "fs/fuse/inode.c: fuse_iget; fs/fuse/fuse_i.h: fuse_stale_inode"),
  ENTRY_MADE(
      "entry.made",
      WRONG,
      "What was made has the type that was asked for.",
      "fs/fuse/dir.c: create_new_entry, fuse_create_open"),
  ATTR_TYPE(
      "attr.type",
      WRONG,
      "The mode has the type of a file: regular, directory, link, device, pipe or socket.",
      Text.ATTR + ", fuse_valid_type"),
  ATTR_CHANGED(
      "attr.type-changed",
      WRONG,
      "An inode that the kernel holds keeps its type.",
      "fs/fuse/dir.c: fuse_do_getattr, fuse_do_setattr; fs/fuse/fuse_i.h: fuse_stale_inode"),
  ATTR_MODE(
      "attr.mode",
      WRONG,
      "The mode has no bits above the 16 of type and permissions.",
      Text.CHANGE),
  ATTR_SIZE("attr.size", WRONG, "The size of a file is not negative.", Text.ATTR),
  ATTR_NANOSECONDS(
      "attr.nanoseconds",
      WRONG,
      "The nanoseconds of a time are below 1,000,000,000.",
      Text.CHANGE + " cuts them off"),
  ATTR_VALIDITY(
      "attr.validity",
      WRONG,
      "The nanoseconds of the attributes' validity are below 1,000,000,000.",
      "fs/fuse/inode.c: fuse_time_to_jiffies"),
  ATTR_FLAGS(
      "attr.flags",
      WRONG,
      "The attributes have no other flags than FUSE_ATTR_SUBMOUNT and FUSE_ATTR_DAX.",
      "include/uapi/linux/fuse.h"),
  ATTR_SUBMOUNT(
      "attr.submount",
      WRONG,
      "FUSE_ATTR_SUBMOUNT is set on directories only, and after FUSE_SUBMOUNTS was negotiated.",
      "fs/fuse/inode.c: fuse_iget"),
  ATTR_DAX(
      "attr.dax",
      WRONG,
      "FUSE_ATTR_DAX is set only after FUSE_HAS_INODE_DAX was negotiated.",
      "fs/fuse/dax.c: fuse_should_enable_dax"),

  OPEN_FLAGS(
      "open.flags",
      WRONG,
      "An open file has no other flags than the FOPEN_* bits of the protocol.",
      "include/uapi/linux/fuse.h"),
  OPEN_PASSTHROUGH(
      "open.passthrough",
      WRONG,
      "FOPEN_PASSTHROUGH is set only after FUSE_PASSTHROUGH was negotiated.",
      "fs/fuse/iomode.c: fuse_file_io_open"),
  OPEN_BACKING(
      "open.backing",
      WRONG,
      "FOPEN_PASSTHROUGH comes with the positive number of a backing file.",
      "fs/fuse/passthrough.c: fuse_passthrough_open"),
  OPEN_CONFLICT(
      "open.conflict",
      WRONG,
      "FOPEN_PASSTHROUGH goes with DIRECT_IO, PARALLEL_DIRECT_WRITES and NOFLUSH only.",
      "fs/fuse/iomode.c: FOPEN_PASSTHROUGH_MASK in fuse_file_passthrough_open"),

  DIRENT_LENGTH("dirent.length", WRONG, "A name of a listing has 1 to 4095 bytes.", Text.DIRENT),
  DIRENT_SLASH("dirent.slash", WRONG, "A name of a listing has no slash.", Text.DIRENT),
  DIRENT_NUL(
      "dirent.nul",
      WRONG,
      "A name of a listing has no NUL: the caller's name ends there.",
      "getdents(2): d_name ends with a NUL; fs/fuse/readdir.c: fuse_emit"),
  DIRENT_CUT(
      "dirent.cut",
      WRONG,
      "A listing ends with a whole entry, padded to 8 bytes: the kernel drops the rest.",
      Text.DIRENT),
  DIRENT_TYPE(
      "dirent.type",
      WRONG,
      "The type of an entry is one of DT_*.",
      "include/linux/fs_types.h; fs/fuse/readdir.c: fuse_emit"),
  DIRENT_MODE(
      "dirent.mode",
      WRONG,
      "READDIRPLUS gives an entry the type that its attributes have, or DT_UNKNOWN.",
      "fs/fuse/readdir.c: fuse_emit and fuse_direntplus_link use one each"),
  DIRENT_COOKIE(
      "dirent.cookie",
      WRONG,
      "No cookie comes twice in a listing, nor the one that it starts from: it would not end.",
      "fs/fuse/readdir.c: parse_dirfile goes on from the last cookie"),

  INIT_MAJOR("init.major", WRONG, "INIT is answered with major version 7.", Text.INIT),
  INIT_SIZE(
      "init.size",
      REFUSED,
      "INIT's answer has 8, 24 or 64 bytes: before 7.5, before 7.23, and since.",
      "include/uapi/linux/fuse.h: FUSE_COMPAT_INIT_OUT_SIZE, FUSE_COMPAT_22_INIT_OUT_SIZE"),
  INIT_MAX_WRITE("init.max-write", WRONG, "max_write is at least 4096.", Text.INIT),
  INIT_FLAGS(
      "init.flags", WRONG, "INIT's answer has no flag that the kernel did not offer.", Text.INIT),
  INIT_EXTENDED(
      "init.extended", WRONG, "flags2 is used only together with FUSE_INIT_EXT.", Text.INIT),
  INIT_GRANULARITY(
      "init.granularity", WRONG, "time_gran is at most 1,000,000,000 nanoseconds.", Text.INIT),
  INIT_MAX_PAGES(
      "init.max-pages", WRONG, "With FUSE_MAX_PAGES, max_pages is at least 1.", Text.INIT),
  INIT_PASSTHROUGH(
      "init.passthrough",
      WRONG,
      "FUSE_PASSTHROUGH comes with a max_stack_depth of 1 or 2, and without the write-back cache.",
      Text.INIT);

  /** What becomes of a reply that breaks a rule. */
  public enum Effect {
    /** The kernel refuses the whole message: write(2) on the device fails. */
    REFUSED,
    /** The kernel takes the message; the caller gets an error, or something wrong. */
    WRONG
  }

  private final String id;
  private final Effect effect;
  private final String claim;
  private final String source;

  ReplyRule(String id, Effect effect, String claim, String source) {
    this.id = id;
    this.effect = effect;
    this.claim = claim;
    this.source = source;
  }

  /** Names the rule, for example {@code entry.root}. */
  public String id() {
    return id;
  }

  /** What becomes of a reply that breaks it. */
  public Effect effect() {
    return effect;
  }

  /** What holds of a right reply; one sentence. */
  public String claim() {
    return claim;
  }

  /** File and function of the kernel that rely on it. */
  public String source() {
    return source;
  }

  private static final class Text {
    static final String WRITE = "fs/fuse/dev.c: fuse_dev_do_write";
    static final String COPY = "fs/fuse/dev.c: fuse_copy_out_args";
    static final String ATTR = "fs/fuse/dir.c: fuse_invalid_attr";
    static final String CHANGE = "fs/fuse/inode.c: fuse_change_attributes_common";
    static final String LOCK = "fs/fuse/file.c: convert_fuse_file_lock";
    static final String DIRENT = "fs/fuse/readdir.c: parse_dirfile, parse_dirplusfile";
    static final String INIT = "fs/fuse/inode.c: process_init_reply";

    private Text() {}
  }
}
