package org.fusefixture.sample.mirror;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.linux.Dirent;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.AttributeChanges;
import org.fusefixture.internal.passthrough.FilesystemIds;
import org.fusefixture.internal.passthrough.HandleTable;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.InodeNumbers;
import org.fusefixture.internal.passthrough.NodeTable;
import org.fusefixture.internal.passthrough.NodeTable.Node;
import org.fusefixture.internal.passthrough.OpenInode;
import org.fusefixture.internal.passthrough.StatusTranslation;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.StatfsReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.XattrRequest;

/**
 * The half of the filesystem that serves names and attributes: each operation is the system call of
 * the same name on the inode of the real directory.
 */
abstract class MirrorNames implements FuseFilesystem {
  private static final Duration VALIDITY = Duration.ofSeconds(1);

  private static final int UNKNOWN_TYPE = 0;

  private final NodeTable<Node> nodes = new NodeTable<>();
  private final HandleTable<OpenInode> handles = new HandleTable<>();

  private InodeNumbers numbers;

  final void start(HeldInode root) {
    nodes.addRoot(root, Node::new);
    numbers = new InodeNumbers(root);
  }

  final NodeTable<Node> nodes() {
    return nodes;
  }

  final HandleTable<OpenInode> handles() {
    return handles;
  }

  final HeldInode inode(NodeId nodeId) {
    return nodes.get(nodeId).held();
  }

  /** Counts a lookup of what was opened. */
  final Entry remember(HeldInode.Found found) {
    return new Entry(
        nodes.remember(found, Node::new).nodeId(),
        0,
        VALIDITY,
        VALIDITY,
        attributes(found.status()));
  }

  private Attributes attributes(Statx status) {
    return StatusTranslation.attributes(status, numbers.of(status));
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    reply.entry(remember(inode(request.nodeId()).openat(request.name())));
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    nodes.forget(nodeId, lookupCount);
  }

  @Override
  public void mknod(MakeRequest.Mknod request, EntryReply reply) {
    make(
        request,
        request.name(),
        directory -> directory.mknodat(request.name(), request.mode(), request.device()),
        reply);
  }

  @Override
  public void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    make(
        request,
        request.name(),
        directory -> directory.mkdirat(request.name(), request.mode()),
        reply);
  }

  @Override
  public void symlink(MakeRequest.Symlink request, EntryReply reply) {
    make(
        request,
        request.name(),
        directory -> directory.symlinkat(request.target(), request.name()),
        reply);
  }

  /** Makes something under a name for the caller of a request. */
  private void make(Request request, FileName name, Consumer<HeldInode> making, EntryReply reply) {
    HeldInode directory = inode(request.nodeId());
    FilesystemIds.as(Caller.of(request), () -> making.accept(directory));
    reply.entry(remember(directory.openat(name)));
  }

  @Override
  public void link(MakeRequest.Link request, EntryReply reply) {
    HeldInode existing = inode(request.existing());
    HeldInode directory = inode(request.nodeId());
    directory.linkat(existing, request.name());
    reply.entry(remember(directory.openat(request.name())));
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    inode(request.nodeId()).unlink(request.name());
    reply.ok();
  }

  @Override
  public void rmdir(NameRequest request, EmptyReply reply) {
    inode(request.nodeId()).rmdir(request.name());
    reply.ok();
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    HeldInode from = inode(request.nodeId());
    HeldInode to = inode(request.newDirectory());
    // In the name of the caller, since RENAME_WHITEOUT makes an inode.
    FilesystemIds.as(
        Caller.of(request),
        () -> from.renameat2(request.name(), to, request.newName(), request.flags()));
    reply.ok();
  }

  @Override
  public void readlink(EmptyRequest request, DataReply reply) {
    reply.target(inode(request.nodeId()).readlink());
  }

  @Override
  public void opendir(OpenRequest request, OpenReply reply) {
    reply.opened(handles.add(inode(request.nodeId()).opendir()), 0);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    HeldInode directory = inode(request.nodeId());
    reply.within(request.size());
    handles
        .get(request.fileHandle())
        .list(
            request.offset().bytes(),
            entry -> {
              FileName name = FileName.of(entry.name().toBytes());
              long number = number(directory, name, entry);
              return reply.add(name, number, entry.type() << 12, new Offset(entry.offset()));
            });
    reply.send();
  }

  @Override
  public void readdirplus(ReadRequest request, DirectoryReply.Plus reply) {
    HeldInode directory = inode(request.nodeId());
    reply.within(request.size());
    handles
        .get(request.fileHandle())
        .list(request.offset().bytes(), entry -> add(directory, entry, reply));
    reply.send();
  }

  private boolean add(HeldInode directory, Dirent entry, DirectoryReply.Plus reply) {
    FileName name = FileName.of(entry.name().toBytes());
    Offset next = new Offset(entry.offset());
    if (!reply.hasRoomFor(name)) {
      return false;
    }
    if (!entry.isDots()) {
      try {
        return reply.add(name, remember(directory.openat(name)), next);
      } catch (ErrnoException e) {
        if (e.errno() == Errno.ENOENT) {
          return true; // removed since the listing was read: passed over
        }
        // Listed all the same. The kernel looks it up when somebody asks for more than the name
        // (fuse_direntplus_link of fs/fuse/readdir.c), and that fails.
      }
    }
    long number = number(directory, name, entry);
    return reply.addWithoutLookup(name, number, entry.type() << 12, next);
  }

  /**
   * The inode number that stat(2) shows. What getdents64(2) tells of a directory may be the number
   * of the one beneath it, if another filesystem is mounted there.
   */
  private long number(HeldInode directory, FileName name, Dirent entry) {
    if (entry.type() == Statx.S_IFDIR >> 12 || entry.type() == UNKNOWN_TYPE) {
      try {
        return numbers.of(directory.statx(name));
      } catch (ErrnoException e) {
        // the number of the one beneath must do
      }
    }
    return numbers.of(directory, entry.inode());
  }

  @Override
  public void releasedir(HandleRequest.Release request, EmptyReply reply) {
    release(request.fileHandle());
    reply.ok();
  }

  final void release(FileHandle handle) {
    handles.remove(handle).ifPresent(OpenInode::close);
  }

  @Override
  public void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    handles.get(request.fileHandle()).fsync();
    reply.ok();
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(attributes(inode(request.nodeId()).stat()), VALIDITY);
  }

  @Override
  public void statx(StatxRequest request, AttributesReply.Statx reply) {
    Statx status = inode(request.nodeId()).stat();
    reply.attributes(StatusTranslation.extendedAttributes(status, numbers.of(status)), VALIDITY);
  }

  /** Owner before mode, since a change of owner clears set-user-ID; times last, as set by hand. */
  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    HeldInode inode = inode(request.nodeId());
    AttributeChanges changes = new AttributeChanges(request);
    if (changes.changesOwner() || changes.isEmpty()) {
      // With neither owner this clears set-user-ID and its like, which is what a SETATTR of nothing
      // asks for under HANDLE_KILLPRIV_V2 (file_remove_privs of fs/inode.c, fuse_setattr).
      inode.chown(changes.uid(), changes.gid(), Caller.of(request));
    }
    changes.permissions().ifPresent(inode::chmod);
    changes.size().ifPresent(size -> truncate(request, inode, size));
    if (changes.changesTimes()) {
      inode.utimens(changes.access(), changes.modify());
    }
    reply.attributes(attributes(inode.stat()), VALIDITY);
  }

  private void truncate(SetattrRequest request, HeldInode inode, long size) {
    if ((request.valid() & SetattrRequest.FATTR_FH) != 0) {
      handles.get(request.fileHandle()).ftruncate(size);
    } else {
      try (OpenInode file = inode.open(OpenFlag.O_WRONLY)) {
        file.ftruncate(size);
      }
    }
    if ((request.valid() & SetattrRequest.FATTR_KILL_SUIDGID) != 0) {
      inode.dropPrivileges(Caller.of(request));
    }
  }

  @Override
  public void getxattr(XattrRequest.Get request, XattrReply reply) {
    byte[] value = inode(request.nodeId()).getxattr(request.name());
    reply.value(ByteBuffer.wrap(value), request.size());
  }

  @Override
  public void listxattr(XattrRequest.List request, XattrReply reply) {
    byte[] names = HeldInode.listing(inode(request.nodeId()).listxattr(), request.uid() == 0);
    reply.value(ByteBuffer.wrap(names), request.size());
  }

  @Override
  public void setxattr(XattrRequest.Set request, EmptyReply reply) {
    byte[] value = new byte[request.value().remaining()];
    request.value().get(value);
    inode(request.nodeId()).setxattr(request.name(), value, request.flags());
    reply.ok();
  }

  @Override
  public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    inode(request.nodeId()).removexattr(request.name());
    reply.ok();
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    reply.statistics(inode(request.nodeId()).statfs());
  }
}
