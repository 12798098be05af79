package org.fusefixture.backing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.linux.FileStatus;
import org.fusefixture.internal.linux.FilesystemStatus;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.ExtendedAttributes;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
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
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.XattrRequest;

/** The half of the filesystem that has to do with names and attributes. */
abstract class FaultyNames implements FuseFilesystem {
  /** The kernel asks anew each time: names and attributes can go back at any time. */
  static final Duration VALIDITY = Duration.ZERO;

  /** FUSE_UNKNOWN_INO of libfuse: the number of an inode that was not looked at. */
  private static final long UNKNOWN_INODE = 0xffffffffL;

  private static final String ACCESS_CONTROL = "system.posix_acl_";
  private static final String TRUSTED = "trusted.";

  private final Volume volume;
  private final OpenFiles files;

  FaultyNames(Volume volume) {
    this.volume = volume;
    this.files = new OpenFiles(volume);
  }

  final Volume volume() {
    return volume;
  }

  final OpenFiles files() {
    return files;
  }

  /** Gives the errors of the real directory to the caller as they are. */
  static <T> T call(Supplier<T> action) {
    try {
      return action.get();
    } catch (LinuxException e) {
      throw e.toErrnoException();
    }
  }

  static void run(Runnable action) {
    call(
        () -> {
          action.run();
          return null;
        });
  }

  static Entry entry(Inode inode) {
    return new Entry(inode.nodeId, 0, VALIDITY, VALIDITY, inode.attributes());
  }

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    reply.entry(entry(call(() -> volume.lookup(request.nodeId(), request.name()))));
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    volume.forget(nodeId, lookupCount);
  }

  @Override
  public void mknod(MakeRequest.Mknod request, EntryReply reply) {
    reply.entry(
        entry(
            call(
                () ->
                    volume.create(
                        request.nodeId(),
                        request.name(),
                        request.mode(),
                        Owner.of(request),
                        request.device()))));
  }

  @Override
  public void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    int mode = FileStatus.S_IFDIR | request.mode() & 07777;
    reply.entry(
        entry(
            call(
                () ->
                    volume.create(request.nodeId(), request.name(), mode, Owner.of(request), 0))));
  }

  @Override
  public void symlink(MakeRequest.Symlink request, EntryReply reply) {
    reply.entry(
        entry(
            call(
                () ->
                    volume.symlink(
                        request.nodeId(), request.name(), request.target(), Owner.of(request)))));
  }

  @Override
  public void link(MakeRequest.Link request, EntryReply reply) {
    reply.entry(
        entry(call(() -> volume.link(request.existing(), request.nodeId(), request.name()))));
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    run(() -> volume.unlink(request.nodeId(), request.name()));
    reply.ok();
  }

  @Override
  public void rmdir(NameRequest request, EmptyReply reply) {
    run(() -> volume.removeDirectory(request.nodeId(), request.name()));
    reply.ok();
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    run(
        () ->
            volume.rename(
                request.nodeId(),
                request.name(),
                request.newDirectory(),
                request.newName(),
                request.flags()));
    reply.ok();
  }

  @Override
  public void readlink(EmptyRequest request, DataReply reply) {
    Inode link = volume.inode(request.nodeId());
    if (link.target == null) {
      throw new ErrnoException(Errno.EINVAL, "no symbolic link");
    }
    reply.target(link.target);
  }

  @Override
  public void opendir(OpenRequest request, OpenReply reply) {
    reply.opened(files.add(volume.open(request.nodeId())), 0);
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    OpenFiles.OpenFile directory = files.get(request.fileHandle());
    if (request.rangeOffset() == 0) {
      directory.listing = call(() -> volume.list(request.nodeId()));
    } else {
      volume.inode(request.nodeId());
    }
    reply.within(request.size());
    List<Map.Entry<FileName, Inode.Child>> listing = directory.listing;
    for (long next = request.rangeOffset(); next < listing.size() + 2; next++) {
      if (!add(directory.inode, listing, next, reply)) {
        break;
      }
    }
    reply.send();
  }

  /** Entries 0 and 1 are "." and "..". */
  private static boolean add(
      Inode directory,
      List<Map.Entry<FileName, Inode.Child>> listing,
      long position,
      DirectoryReply reply) {
    Offset next = new Offset(position + 1);
    if (position < 2) {
      FileName dots = FileName.of(position == 0 ? "." : "..");
      long number = position == 0 ? directory.nodeId.value() : UNKNOWN_INODE;
      return reply.add(dots, number, FileStatus.S_IFDIR, next);
    }
    Map.Entry<FileName, Inode.Child> entry = listing.get((int) position - 2);
    Inode inode = entry.getValue().inode();
    long number = inode == null ? UNKNOWN_INODE : inode.nodeId.value();
    return reply.add(entry.getKey(), number, entry.getValue().type(), next);
  }

  @Override
  public void releasedir(HandleRequest.Release request, EmptyReply reply) {
    files.release(request.fileHandle());
    reply.ok();
  }

  @Override
  public void fsyncdir(HandleRequest.Fsync request, EmptyReply reply) {
    run(() -> volume.sync(files.inode(request.fileHandle())));
    reply.ok();
  }

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(volume.inode(request.nodeId()).attributes(), VALIDITY);
  }

  @Override
  public void statx(StatxRequest request, AttributesReply.Statx reply) {
    // STATX_BASIC_STATS of statx(2): there is no time of birth.
    reply.attributes(
        new ExtendedAttributes(
            volume.inode(request.nodeId()).attributes(), java.time.Instant.EPOCH, 0x7ff, 0, 0),
        VALIDITY);
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    Inode inode = volume.inode(request.nodeId());
    run(() -> AttributeChanges.apply(request, inode, volume));
    reply.attributes(inode.attributes(), VALIDITY);
  }

  @Override
  public void getxattr(XattrRequest.Get request, XattrReply reply) {
    LinuxPath name = checked(request.name());
    byte[] value = call(() -> volume.xattrs(volume.inode(request.nodeId()))).get(name);
    if (value == null) {
      throw new ErrnoException(Errno.ENODATA, name.toString());
    }
    reply.value(ByteBuffer.wrap(value), request.size());
  }

  @Override
  public void listxattr(XattrRequest.List request, XattrReply reply) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (LinuxPath name : call(() -> volume.xattrs(volume.inode(request.nodeId()))).keySet()) {
      if (request.uid() == 0 || !name.toString().startsWith(TRUSTED)) {
        names.writeBytes(name.toBytes());
        names.write(0);
      }
    }
    reply.value(ByteBuffer.wrap(names.toByteArray()), request.size());
  }

  @Override
  public void setxattr(XattrRequest.Set request, EmptyReply reply) {
    LinuxPath name = checked(request.name());
    byte[] value = new byte[request.value().remaining()];
    request.value().get(value);
    int flags = request.flags();
    run(
        () ->
            volume.changeXattrs(
                volume.inode(request.nodeId()),
                there -> {
                  if (flags == LinuxXattrs.XATTR_CREATE && there.containsKey(name)) {
                    throw new ErrnoException(Errno.EEXIST, name.toString());
                  }
                  if (flags == LinuxXattrs.XATTR_REPLACE && !there.containsKey(name)) {
                    throw new ErrnoException(Errno.ENODATA, name.toString());
                  }
                  there.put(name, value);
                }));
    reply.ok();
  }

  @Override
  public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    LinuxPath name = checked(request.name());
    run(
        () ->
            volume.changeXattrs(
                volume.inode(request.nodeId()),
                there -> {
                  if (there.remove(name) == null) {
                    throw new ErrnoException(Errno.ENODATA, name.toString());
                  }
                }));
    reply.ok();
  }

  /** Access control lists are not kept: the kernel checks permissions by the mode alone. */
  private static LinuxPath checked(XattrName name) {
    if (name.toString().startsWith(ACCESS_CONTROL)) {
      throw new ErrnoException(Errno.EOPNOTSUPP, name.toString());
    }
    return LinuxPath.of(name.toBytes());
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    FilesystemStatus status = call(volume::statistics);
    reply.statistics(
        new FilesystemStatistics(
            status.blocks(),
            status.freeBlocks(),
            status.availableBlocks(),
            status.files(),
            status.freeFiles(),
            (int) status.blockSize(),
            (int) status.fragmentSize(),
            (int) status.nameLength()));
  }
}
