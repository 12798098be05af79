package org.fusefixture.filesystem;

import org.fusefixture.errno.Errno;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.ExtentReply;
import org.fusefixture.protocol.reply.IoctlReply;
import org.fusefixture.protocol.reply.LockReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.PollReply;
import org.fusefixture.protocol.reply.StatfsReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.AccessRequest;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.MappingRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.PollRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.protocol.request.XattrRequest;

/**
 * A filesystem at the level of the FUSE protocol: inodes are nodeids, and each operation is a
 * method.
 *
 * <p>Each method gets a request and the reply to it. The reply may be given within the call or
 * later, from any thread, and exactly once. Request, reply and payload belong to the filesystem
 * until then, and must not be touched afterwards. An operation that fails may throw {@link
 * org.fusefixture.errno.ErrnoException}, which answers with that error; any other exception answers
 * with EIO and is reported to the test.
 *
 * <p>Methods are called from several threads at a time. A method that is not overridden answers
 * ENOSYS, after which the kernel does not send the operation again (FLUSH, FSYNC, ACCESS, LSEEK,
 * ...), or what suits most filesystems (OPEN, RELEASE).
 *
 * <p>A filesystem under test has a public constructor without parameters, or one that takes a
 * {@link FilesystemContext}.
 */
public interface FuseFilesystem {

  /** {@return the options of mount and session} Called once, before the filesystem is mounted. */
  default FilesystemOptions options() {
    return FilesystemOptions.defaults();
  }

  /**
   * Called when the session is negotiated, before the first request.
   *
   * @param session to ask for its parameters and to send notifications with
   */
  default void start(FilesystemSession session) {}

  /**
   * Called when the session is over, after the last request. An exception says that something that
   * was acknowledged is lost: it fails a test, and the command {@code run}.
   */
  default void stop() {}

  /**
   * The caller of a request that is still unanswered got a signal. A filesystem that can give up
   * answers the request with EINTR.
   *
   * @param unique the request, see {@link org.fusefixture.protocol.request.Request#unique()}
   */
  default void interrupt(Unique unique) {}

  /**
   * LOOKUP. Finds an entry of a directory. A successful answer counts as one lookup, which FORGET
   * takes back.
   *
   * @param request directory and name
   * @param reply gets the inode, or "there is none"
   */
  default void lookup(NameRequest request, EntryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * The kernel gives up references to an inode; for both FORGET and BATCH_FORGET. There is no
   * reply.
   *
   * @param nodeId the inode
   * @param lookupCount number of lookups to take back
   */
  default void forget(NodeId nodeId, long lookupCount) {}

  /**
   * GETATTR. The attributes of an inode.
   *
   * @param request inode
   * @param reply gets the attributes
   */
  default void getattr(GetattrRequest request, AttributesReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SETATTR. Changes attributes of an inode; answered with the new ones.
   *
   * @param request inode and what changes
   * @param reply gets the new attributes
   */
  default void setattr(SetattrRequest request, AttributesReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * READLINK. Reads the target of a symbolic link; see {@link DataReply#target}.
   *
   * @param request symbolic link
   * @param reply gets the target
   */
  default void readlink(EmptyRequest request, DataReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SYMLINK. Makes a symbolic link.
   *
   * @param request directory, name and target
   * @param reply gets the new inode
   */
  default void symlink(MakeRequest.Symlink request, EntryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * MKNOD. Makes a file node.
   *
   * @param request directory, name and kind of the node
   * @param reply gets the new inode
   */
  default void mknod(MakeRequest.Mknod request, EntryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * MKDIR. Makes a directory.
   *
   * @param request directory, name and mode
   * @param reply gets the new inode
   */
  default void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * UNLINK. Removes a name of a file from its directory.
   *
   * @param request directory and name
   * @param reply says that the name is gone
   */
  default void unlink(NameRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * RMDIR. Removes an empty directory.
   *
   * @param request directory and name
   * @param reply says that the directory is gone
   */
  default void rmdir(NameRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * RENAME. Moves an entry, as renameat2(2); for both RENAME and RENAME2.
   *
   * @param request both directories and names, and the flags
   * @param reply says that the entry has moved
   */
  default void rename(RenameRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * LINK. Gives an inode another name.
   *
   * @param request inode, and directory and name to add
   * @param reply gets the inode
   */
  default void link(MakeRequest.Link request, EntryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * OPEN. Opens a file.
   *
   * @param request inode and flags of open(2)
   * @param reply gets the handle
   */
  default void open(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, 0);
  }

  /**
   * READ. Reads a file. Fewer bytes than asked for mean the end of the file.
   *
   * @param request open file and range
   * @param reply gets the bytes
   */
  default void read(ReadRequest request, DataReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * WRITE. Writes a file. The payload is borrowed until the reply.
   *
   * @param request open file, range and payload
   * @param reply gets the number of bytes written
   */
  default void write(WriteRequest request, WriteReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * STATFS. Sizes of the filesystem.
   *
   * @param request any inode
   * @param reply gets the sizes
   */
  default void statfs(EmptyRequest request, StatfsReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * RELEASE. The last reference to an open file is gone.
   *
   * @param request open file
   * @param reply says that it is closed
   */
  default void release(HandleRequest.Release request, EmptyReply reply) {
    reply.ok();
  }

  /**
   * FSYNC. Makes a file durable.
   *
   * @param request open file
   * @param reply says that it is durable
   */
  default void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SETXATTR. Sets an extended attribute.
   *
   * @param request inode, name and value
   * @param reply says that the attribute is set
   */
  default void setxattr(XattrRequest.Set request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * GETXATTR. The value of an extended attribute; ENODATA where there is none.
   *
   * @param request inode, name and room
   * @param reply gets the value, or its size
   */
  default void getxattr(XattrRequest.Get request, XattrReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * LISTXATTR. The names of all extended attributes, each ended by a NUL.
   *
   * @param request inode and room
   * @param reply gets the names, or their size
   */
  default void listxattr(XattrRequest.List request, XattrReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * REMOVEXATTR. Removes an extended attribute.
   *
   * @param request inode and name
   * @param reply says that the attribute is gone
   */
  default void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * FLUSH. A descriptor of an open file was closed.
   *
   * @param request open file
   * @param reply reports errors of earlier writes, which close(2) returns
   */
  default void flush(HandleRequest.Flush request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * OPENDIR. Opens a directory.
   *
   * @param request inode and flags of open(2)
   * @param reply gets the handle
   */
  default void opendir(OpenRequest request, OpenReply reply) {
    reply.opened(FileHandle.NONE, 0);
  }

  /**
   * READDIR. Lists entries of a directory from a cookie on.
   *
   * @param request open directory, cookie and room
   * @param reply gets the entries
   */
  default void readdir(ReadRequest request, DirectoryReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * RELEASEDIR. The last reference to an open directory is gone.
   *
   * @param request open directory
   * @param reply says that it is closed
   */
  default void releasedir(HandleRequest.Release request, EmptyReply reply) {
    reply.ok();
  }

  /**
   * FSYNCDIR. Makes a directory durable.
   *
   * @param request open directory
   * @param reply says that it is durable
   */
  default void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * GETLK. Finds a lock that conflicts with another. Sent only with POSIX_LOCKS.
   *
   * @param request open file and lock
   * @param reply gets the lock that conflicts
   */
  default void getlk(LockRequest request, LockReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SETLK. Sets or clears a lock, or fails with EAGAIN.
   *
   * @param request open file and lock
   * @param reply says that the lock is set
   */
  default void setlk(LockRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SETLKW. Sets a lock, and answers only when it is held; may be interrupted.
   *
   * @param request open file and lock
   * @param reply says that the lock is set
   */
  default void setlkw(LockRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * ACCESS. Checks what the caller may do with an inode. Not sent with default_permissions.
   *
   * @param request inode and what the caller wants to do
   * @param reply says that it may
   */
  default void access(AccessRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * CREATE. Makes a regular file and opens it.
   *
   * @param request directory, name, mode and flags of open(2)
   * @param reply gets the new inode and its handle
   */
  default void create(MakeRequest.Create request, CreateReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * BMAP. Finds the block of the device that holds a block of the file.
   *
   * @param request block of the file
   * @param reply gets the block of the device
   */
  default void bmap(ExtentRequest.Bmap request, ExtentReply.Bmap reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * IOCTL. Serves an ioctl(2).
   *
   * @param request open file, command and input
   * @param reply gets the result and the output
   */
  default void ioctl(IoctlRequest request, IoctlReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * POLL. Tells what a file is ready for.
   *
   * @param request open file and events
   * @param reply gets the events
   */
  default void poll(PollRequest request, PollReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * FALLOCATE. Reserves or frees space of a file.
   *
   * @param request open file, range and mode
   * @param reply says that it is done
   */
  default void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * READDIRPLUS. Lists entries with their inodes, each of which counts as one lookup. Sent only
   * with DO_READDIRPLUS.
   *
   * @param request open directory, cookie and room
   * @param reply gets the entries with their inodes
   */
  default void readdirplus(ReadRequest request, DirectoryReply.Plus reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * LSEEK. Finds data or a hole.
   *
   * @param request open file, position and kind of search
   * @param reply gets the position
   */
  default void lseek(ExtentRequest.Lseek request, ExtentReply.Lseek reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * COPY_FILE_RANGE. Copies within the filesystem, less than 4 GiB.
   *
   * @param request both files and ranges
   * @param reply gets the number of bytes copied
   */
  default void copyFileRange(CopyFileRangeRequest request, WriteReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SETUPMAPPING. Maps a range of a file into the DAX window (virtiofs).
   *
   * @param request open file, range and place in the window
   * @param reply says that it is mapped
   */
  default void setupMapping(MappingRequest.Setup request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * REMOVEMAPPING. Takes ranges out of the DAX window (virtiofs).
   *
   * @param request ranges of the window
   * @param reply says that they are gone
   */
  default void removeMapping(MappingRequest.Remove request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * SYNCFS. Makes the whole filesystem durable.
   *
   * @param request any inode
   * @param reply says that all is durable
   */
  default void syncfs(EmptyRequest request, EmptyReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * TMPFILE. Makes an unnamed regular file and opens it.
   *
   * @param request directory, mode and flags of open(2)
   * @param reply gets the new inode and its handle
   */
  default void tmpfile(MakeRequest.Tmpfile request, CreateReply reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * STATX. The attributes of an inode as in statx(2).
   *
   * @param request inode and the attributes that are wanted
   * @param reply gets the attributes
   */
  default void statx(StatxRequest request, AttributesReply.Statx reply) {
    reply.fail(Errno.ENOSYS);
  }

  /**
   * COPY_FILE_RANGE_64. Copies within the filesystem, any number of bytes.
   *
   * @param request both files and ranges
   * @param reply gets the number of bytes copied
   */
  default void copyFileRange64(CopyFileRangeRequest request, WriteReply reply) {
    reply.fail(Errno.ENOSYS);
  }
}
