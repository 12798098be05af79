package org.fusefixture.backing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.AttributeChanges;
import org.fusefixture.internal.passthrough.HandleTable;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.internal.passthrough.StatusTranslation;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.XattrName;
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

/** The half of the filesystem that serves names and attributes. */
abstract class FaultyNames implements FuseFilesystem {
  /** The kernel asks anew each time, since a loss can revert names and attributes at any time. */
  static final Duration VALIDITY = Duration.ZERO;

  /** FUSE_UNKNOWN_INO of libfuse: the number of an inode that nobody has looked at. */
  private static final long UNKNOWN_INODE = 0xffffffffL;

  private final Volume volume;
  private final HandleTable<OpenCachedInode> files = new HandleTable<>();

  FaultyNames(Volume volume) {
    this.volume = volume;
  }

  final Volume volume() {
    return volume;
  }

  /** The inode of an open file; EIO if it was opened before the power was cut. */
  final CachedInode inode(FileHandle handle) {
    return open(handle).inode;
  }

  /** An open file; EIO if it was opened before the power was cut. */
  final OpenCachedInode open(FileHandle handle) {
    OpenCachedInode file = files.get(handle);
    if (file.outages != volume.outages()) {
      throw new ErrnoException(Errno.EIO, "it was opened before the power was cut");
    }
    return file;
  }

  /**
   * Opens an inode.
   *
   * @param flags of open(2)
   */
  final FileHandle open(NodeId nodeId, int flags) {
    return files.add(volume.open(nodeId, flags));
  }

  final void fsync(FileHandle handle) {
    volume.fsync(open(handle));
  }

  /** Somebody has read an open file or directory. */
  final void accessed(OpenCachedInode file) {
    if (file.touches) {
      volume.accessed(file.inode);
    }
  }

  final void release(FileHandle handle) {
    files.remove(handle).ifPresent(file -> volume.release(file.inode));
  }

  final Entry entry(CachedInode inode) {
    return new Entry(inode.nodeId(), 0, VALIDITY, VALIDITY, volume.attributes(inode));
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    reply.entry(entry(volume.lookup(request.nodeId(), request.name())));
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    volume.forget(nodeId, lookupCount);
  }

  @Override
  public void mknod(MakeRequest.Mknod request, EntryReply reply) {
    create(request, request.name(), request.mode(), request.device(), reply);
  }

  @Override
  public void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    create(request, request.name(), Statx.S_IFDIR | request.mode() & 07777, 0, reply);
  }

  private void create(Request request, FileName name, int mode, int device, EntryReply reply) {
    reply.entry(entry(volume.create(request.nodeId(), name, mode, Caller.of(request), device)));
  }

  @Override
  public void symlink(MakeRequest.Symlink request, EntryReply reply) {
    reply.entry(
        entry(
            volume.symlink(
                request.nodeId(), request.name(), request.target(), Caller.of(request))));
  }

  @Override
  public void link(MakeRequest.Link request, EntryReply reply) {
    reply.entry(entry(volume.link(request.existing(), request.nodeId(), request.name())));
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    volume.unlink(request.nodeId(), request.name());
    reply.ok();
  }

  @Override
  public void rmdir(NameRequest request, EmptyReply reply) {
    volume.rmdir(request.nodeId(), request.name());
    reply.ok();
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    volume.rename(
        request.nodeId(),
        request.name(),
        request.newDirectory(),
        request.newName(),
        request.flags(),
        Caller.of(request));
    reply.ok();
  }

  @Override
  public void readlink(EmptyRequest request, DataReply reply) {
    CachedInode link = volume.inode(request.nodeId());
    if (link.target == null) {
      throw new ErrnoException(Errno.EINVAL, "no symbolic link");
    }
    volume.accessed(link);
    reply.target(link.target);
  }

  @Override
  public void opendir(OpenRequest request, OpenReply reply) {
    reply.opened(open(request.nodeId(), request.flags()), 0);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    OpenCachedInode directory = open(request.fileHandle());
    if (request.rangeOffset() == 0) {
      directory.listing = volume.list(request.nodeId());
      accessed(directory);
    } else {
      volume.inode(request.nodeId());
    }
    reply.within(request.size());
    List<Map.Entry<FileName, CachedInode.Child>> listing = directory.listing;
    for (long next = request.rangeOffset(); next < listing.size() + 2; next++) {
      if (!add(directory.inode, listing, next, reply)) {
        break;
      }
    }
    reply.send();
  }

  /** Entries 0 and 1 are "." and "..". */
  private static boolean add(
      CachedInode directory,
      List<Map.Entry<FileName, CachedInode.Child>> listing,
      long position,
      DirectoryReply reply) {
    Offset next = new Offset(position + 1);
    if (position < 2) {
      FileName dots = FileName.of(position == 0 ? "." : "..");
      long number = position == 0 ? directory.nodeId().value() : UNKNOWN_INODE;
      return reply.add(dots, number, Statx.S_IFDIR, next);
    }
    Map.Entry<FileName, CachedInode.Child> entry = listing.get((int) position - 2);
    CachedInode inode = entry.getValue().inode();
    long number = inode == null ? UNKNOWN_INODE : inode.nodeId().value();
    return reply.add(entry.getKey(), number, entry.getValue().type(), next);
  }

  @Override
  public void releasedir(HandleRequest.Release request, EmptyReply reply) {
    release(request.fileHandle());
    reply.ok();
  }

  @Override
  public void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    fsync(request.fileHandle());
    reply.ok();
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(volume.attributes(volume.inode(request.nodeId())), VALIDITY);
  }

  @Override
  public void statx(StatxRequest request, AttributesReply.Statx reply) {
    reply.attributes(
        StatusTranslation.extendedAttributes(volume.attributes(volume.inode(request.nodeId()))),
        VALIDITY);
  }

  /** The kernel clears set-user-ID itself, as HANDLE_KILLPRIV is not agreed on. */
  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    CachedInode inode = volume.inode(request.nodeId());
    AttributeChanges changes = new AttributeChanges(request);
    changes.size().ifPresent(size -> volume.truncate(inode, size));
    volume.change(
        inode,
        changes.uid(),
        changes.gid(),
        changes.permissions(),
        changes.access(),
        changes.modify());
    reply.attributes(volume.attributes(inode), VALIDITY);
  }

  @Override
  public void getxattr(XattrRequest.Get request, XattrReply reply) {
    HeldInode.requirePassed(request.name());
    byte[] value = volume.xattrs(volume.inode(request.nodeId())).get(request.name());
    if (value == null) {
      throw new ErrnoException(Errno.ENODATA, request.name().toString());
    }
    reply.value(ByteBuffer.wrap(value), request.size());
  }

  @Override
  public void listxattr(XattrRequest.List request, XattrReply reply) {
    Map<XattrName, byte[]> xattrs = volume.xattrs(volume.inode(request.nodeId()));
    byte[] names = HeldInode.listing(xattrs.keySet(), request.uid() == 0);
    reply.value(ByteBuffer.wrap(names), request.size());
  }

  @Override
  public void setxattr(XattrRequest.Set request, EmptyReply reply) {
    XattrName name = request.name();
    HeldInode.requirePassed(name);
    byte[] value = new byte[request.value().remaining()];
    request.value().get(value);
    int flags = request.flags();
    volume.changeXattrs(
        volume.inode(request.nodeId()),
        there -> {
          if ((flags & LinuxXattrs.XATTR_CREATE) != 0 && there.containsKey(name)) {
            throw new ErrnoException(Errno.EEXIST, name.toString());
          }
          if ((flags & LinuxXattrs.XATTR_REPLACE) != 0 && !there.containsKey(name)) {
            throw new ErrnoException(Errno.ENODATA, name.toString());
          }
          there.put(name, value);
        });
    reply.ok();
  }

  @Override
  public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    XattrName name = request.name();
    HeldInode.requirePassed(name);
    volume.changeXattrs(
        volume.inode(request.nodeId()),
        there -> {
          if (there.remove(name) == null) {
            throw new ErrnoException(Errno.ENODATA, name.toString());
          }
        });
    reply.ok();
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    reply.statistics(volume.statfs());
  }
}
