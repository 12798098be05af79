package org.fusefixture.sample.mirror;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.linux.DirectoryEntry;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
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
 * The half of the filesystem that has to do with names and attributes: each operation is the system
 * call of the same name, relative to the descriptor of its directory.
 */
abstract class MirrorNames implements FuseFilesystem {
  private static final Duration VALIDITY = Duration.ofSeconds(1);
  private static final int O_PATH_ITSELF = OpenFlag.O_PATH | OpenFlag.O_NOFOLLOW;

  private final NodeTable nodes = new NodeTable();
  private final Handles handles = new Handles();
  private final AttributeChanges changes = new AttributeChanges(handles);

  final NodeTable nodes() {
    return nodes;
  }

  final Handles handles() {
    return handles;
  }

  final MirrorNode node(NodeId nodeId) {
    return nodes.get(nodeId);
  }

  /** Counts a lookup of an inode that is opened already; takes the descriptor over. */
  final Entry remember(Fd opened) {
    FileStatus status;
    try {
      status = LinuxPaths.status(opened);
    } catch (LinuxException e) {
      opened.close();
      throw e;
    }
    MirrorNode node = nodes.remember(opened, status);
    return new Entry(node.nodeId(), 0, VALIDITY, VALIDITY, Translation.attributes(status));
  }

  private Entry find(MirrorNode directory, FileName name) {
    return remember(
        LinuxPaths.openat(directory.descriptor(), LinuxPath.of(name), O_PATH_ITSELF, 0));
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    reply.entry(Backing.call(() -> find(node(request.nodeId()), request.name())));
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    nodes.forget(nodeId, lookupCount);
  }

  @Override
  public void mknod(MakeRequest.Mknod request, EntryReply reply) {
    reply.entry(
        made(
            request,
            request.name(),
            (directory, name) ->
                LinuxPaths.mknodat(
                    directory, name, request.mode(), Integer.toUnsignedLong(request.device()))));
  }

  @Override
  public void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    reply.entry(
        made(
            request,
            request.name(),
            (directory, name) -> LinuxPaths.mkdirat(directory, name, request.mode())));
  }

  @Override
  public void symlink(MakeRequest.Symlink request, EntryReply reply) {
    LinuxPath target = LinuxPath.of(request.target());
    reply.entry(
        made(
            request,
            request.name(),
            (directory, name) -> LinuxPaths.symlinkat(target, directory, name)));
  }

  /** Makes something under a name. */
  private interface Making {
    void in(Fd directory, LinuxPath name);
  }

  private Entry made(Request request, FileName name, Making making) {
    return Backing.call(
        () -> {
          MirrorNode directory = node(request.nodeId());
          Caller.as(
              request,
              () -> {
                making.in(directory.descriptor(), LinuxPath.of(name));
                return null;
              });
          return find(directory, name);
        });
  }

  @Override
  public void link(MakeRequest.Link request, EntryReply reply) {
    MirrorNode existing = node(request.existing());
    MirrorNode directory = node(request.nodeId());
    reply.entry(
        Backing.call(
            () -> {
              LinuxPaths.linkat(
                  Fd.WORKING_DIRECTORY,
                  existing.path(),
                  directory.descriptor(),
                  LinuxPath.of(request.name()),
                  LinuxPaths.AT_SYMLINK_FOLLOW);
              return find(directory, request.name());
            }));
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    Backing.run(() -> remove(request, 0));
    reply.ok();
  }

  @Override
  public void rmdir(NameRequest request, EmptyReply reply) {
    Backing.run(() -> remove(request, LinuxPaths.AT_REMOVEDIR));
    reply.ok();
  }

  private void remove(NameRequest request, int flags) {
    LinuxPaths.unlinkat(node(request.nodeId()).descriptor(), LinuxPath.of(request.name()), flags);
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    MirrorNode from = node(request.nodeId());
    MirrorNode to = node(request.newDirectory());
    Backing.call(
        () ->
            Caller.as(
                request, // RENAME_WHITEOUT makes an inode
                () -> {
                  LinuxPaths.renameat2(
                      from.descriptor(),
                      LinuxPath.of(request.name()),
                      to.descriptor(),
                      LinuxPath.of(request.newName()),
                      request.flags());
                  return null;
                }));
    reply.ok();
  }

  @Override
  public void readlink(EmptyRequest request, DataReply reply) {
    LinuxPath target =
        Backing.call(
            () -> LinuxPaths.readlinkat(node(request.nodeId()).descriptor(), LinuxPath.EMPTY));
    reply.target(LinkTarget.of(target.toBytes()));
  }

  @Override
  public void opendir(OpenRequest request, OpenReply reply) {
    OpenDirectory directory =
        Backing.call(
            () ->
                new OpenDirectory(
                    LinuxPaths.open(
                        node(request.nodeId()).path(), OpenFlag.O_RDONLY | OpenFlag.O_DIRECTORY)));
    reply.opened(handles.add(directory), 0);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    Backing.run(
        () ->
            handles
                .directory(request.fileHandle())
                .list(
                    request.offset().bytes(),
                    entry ->
                        reply.add(
                            FileName.of(entry.name().toBytes()),
                            entry.inode(),
                            entry.type() << 12,
                            new Offset(entry.offset()))));
    reply.send();
  }

  @Override
  public void readdirplus(ReadRequest request, DirectoryReply.Plus reply) {
    MirrorNode directory = node(request.nodeId());
    reply.within(request.size());
    Backing.run(
        () ->
            handles
                .directory(request.fileHandle())
                .list(request.offset().bytes(), entry -> add(directory, entry, reply)));
    reply.send();
  }

  private boolean add(MirrorNode directory, DirectoryEntry entry, DirectoryReply.Plus reply) {
    FileName name = FileName.of(entry.name().toBytes());
    Offset next = new Offset(entry.offset());
    if (entry.isDots()) {
      return reply.addWithoutLookup(name, entry.inode(), entry.type() << 12, next);
    }
    if (!reply.hasRoomFor(name)) {
      return false;
    }
    try {
      return reply.add(name, find(directory, name), next);
    } catch (LinuxException e) {
      if (e.is(Errno.ENOENT)) {
        return true; // removed since the listing was read: passed over
      }
      throw e;
    }
  }

  @Override
  public void releasedir(HandleRequest.Release request, EmptyReply reply) {
    handles.release(request.fileHandle());
    reply.ok();
  }

  @Override
  public void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    Backing.run(() -> LinuxFiles.fsync(handles.directory(request.fileHandle()).descriptor()));
    reply.ok();
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    FileStatus status = Backing.call(() -> node(request.nodeId()).status());
    reply.attributes(Translation.attributes(status), VALIDITY);
  }

  @Override
  public void statx(StatxRequest request, AttributesReply.Statx reply) {
    FileStatus status = Backing.call(() -> node(request.nodeId()).status());
    reply.attributes(Translation.extendedAttributes(status), VALIDITY);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    MirrorNode node = node(request.nodeId());
    Backing.run(() -> changes.apply(request, node));
    reply.attributes(Translation.attributes(Backing.call(node::status)), VALIDITY);
  }

  @Override
  public void getxattr(XattrRequest.Get request, XattrReply reply) {
    ByteBuffer value = Backing.call(() -> MirrorXattrs.get(node(request.nodeId()), request.name()));
    reply.value(value, request.size());
  }

  @Override
  public void listxattr(XattrRequest.List request, XattrReply reply) {
    ByteBuffer names =
        Backing.call(() -> MirrorXattrs.list(node(request.nodeId()), request.uid() == 0));
    reply.value(names, request.size());
  }

  @Override
  public void setxattr(XattrRequest.Set request, EmptyReply reply) {
    Backing.run(
        () ->
            MirrorXattrs.set(
                node(request.nodeId()), request.name(), request.value(), request.flags()));
    reply.ok();
  }

  @Override
  public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    Backing.run(() -> MirrorXattrs.remove(node(request.nodeId()), request.name()));
    reply.ok();
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    reply.statistics(
        Backing.call(
            () -> Translation.statistics(LinuxPaths.fstatfs(node(request.nodeId()).descriptor()))));
  }
}
