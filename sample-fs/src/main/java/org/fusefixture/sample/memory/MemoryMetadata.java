package org.fusefixture.sample.memory;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.protocol.Attributes;
import org.fusefixture.protocol.Entry;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.FilesystemStatistics;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.AttributesReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.reply.StatfsReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.StatxRequest;
import org.fusefixture.protocol.request.XattrRequest;

/**
 * The half of the filesystem that has nothing to do with content: names, attributes, extended
 * attributes and sizes.
 */
abstract class MemoryMetadata implements FuseFilesystem {
  private final InstantSource clock;
  private final Capacity space;
  private final InodeTable inodes;
  private final InodeFactory factory;
  private final Tree tree;

  MemoryMetadata(MemoryOptions options, InstantSource clock) {
    this.clock = clock;
    space = new Capacity(options.capacity() / PagePool.PAGE);
    inodes = new InodeTable(new Capacity(options.inodes()));
    factory = new InodeFactory(inodes, new PagePool(), space);
    factory.makeRoot(new Inode.Owner(0, 0), clock.instant());
    tree = new Tree(inodes, factory, clock);
  }

  // What a filesystem that is broken on purpose overrides

  /** {@return how long the kernel may keep names and attributes; it sees all changes by itself} */
  protected Duration validity() {
    return Duration.ofSeconds(1);
  }

  /**
   * {@return the attributes to show of an inode, in every reply that has attributes; what is kept
   * stays right}
   *
   * @param attributes as they are kept
   */
  protected Attributes shown(Attributes attributes) {
    return attributes;
  }

  /**
   * {@return the name to look for and to store: in other case, cut, or the same for several names;
   * a listing shows what is stored}
   *
   * @param name that a request gives
   */
  protected FileName stored(FileName name) {
    return name;
  }

  /**
   * {@return whether a listing shows a name; what it does not show is found by LOOKUP all the same}
   *
   * @param name as it is stored
   */
  protected boolean lists(FileName name) {
    return true;
  }

  final Instant now() {
    return clock.instant();
  }

  final InstantSource clock() {
    return clock;
  }

  final InodeTable inodes() {
    return inodes;
  }

  final InodeFactory factory() {
    return factory;
  }

  final Tree tree() {
    return tree;
  }

  private Attributes show(Inode inode) {
    return shown(inode.attributes());
  }

  final Entry entry(Inode inode) {
    return new Entry(new NodeId(inode.number()), 0, validity(), validity(), show(inode));
  }

  // Names

  @Override
  public void lookup(NameRequest request, EntryReply reply) {
    Inode found = tree.lookup(request.nodeId(), stored(request.name()));
    if (found == null) {
      reply.fail(Errno.ENOENT);
    } else {
      reply.entry(entry(found));
    }
  }

  @Override
  public void forget(NodeId nodeId, long lookupCount) {
    inodes.forget(nodeId, lookupCount);
  }

  @Override
  public void mknod(MakeRequest.Mknod request, EntryReply reply) {
    make(
        request.nodeId(),
        request.name(),
        factory.node(request.mode(), request.device(), Inode.Owner.callerOf(request)),
        reply);
  }

  @Override
  public void mkdir(MakeRequest.Mkdir request, EntryReply reply) {
    make(
        request.nodeId(),
        request.name(),
        factory.directory(request.mode(), Inode.Owner.callerOf(request)),
        reply);
  }

  @Override
  public void symlink(MakeRequest.Symlink request, EntryReply reply) {
    make(
        request.nodeId(),
        request.name(),
        factory.symbolicLink(request.target(), Inode.Owner.callerOf(request)),
        reply);
  }

  private void make(
      NodeId directory,
      FileName name,
      InodeFactory.Recipe<? extends Inode> recipe,
      EntryReply reply) {
    reply.entry(entry(tree.create(directory, stored(name), recipe)));
  }

  @Override
  public void link(MakeRequest.Link request, EntryReply reply) {
    reply.entry(entry(tree.link(request.existing(), request.nodeId(), stored(request.name()))));
  }

  @Override
  public void unlink(NameRequest request, EmptyReply reply) {
    tree.unlink(request.nodeId(), stored(request.name()));
    reply.ok();
  }

  @Override
  public void rmdir(NameRequest request, EmptyReply reply) {
    tree.rmdir(request.nodeId(), stored(request.name()));
    reply.ok();
  }

  @Override
  public void rename(RenameRequest request, EmptyReply reply) {
    tree.rename(
        request.nodeId(),
        stored(request.name()),
        request.newDirectory(),
        stored(request.newName()),
        request.flags(),
        Inode.Owner.callerOf(request));
    reply.ok();
  }

  @Override
  public void readlink(EmptyRequest request, DataReply reply) {
    if (!(inodes.get(request.nodeId()) instanceof Inode.SymbolicLink link)) {
      throw new ErrnoException(Errno.EINVAL, "inode " + request.nodeId() + " is no symbolic link");
    }
    link.accessed(now());
    reply.target(link.target());
  }

  @Override
  public void readdir(ReadRequest request, DirectoryReply reply) {
    reply.within(request.size());
    tree.list(
        request.nodeId(),
        request.offset().bytes(),
        (name, inode, cookie) ->
            !lists(name) || reply.add(name, inode.number(), inode.mode(), new Offset(cookie)));
    reply.send();
  }

  @Override
  public void readdirplus(ReadRequest request, DirectoryReply.Plus reply) {
    reply.within(request.size());
    tree.list(
        request.nodeId(),
        request.offset().bytes(),
        (name, inode, cookie) -> {
          Offset next = new Offset(cookie);
          if (!lists(name)) {
            return true;
          }
          if (name == Directory.SELF || name == Directory.PARENT) {
            return reply.addWithoutLookup(name, inode.number(), inode.mode(), next);
          }
          if (!reply.hasRoomFor(name)) {
            return false;
          }
          inode.remember();
          return reply.add(name, entry(inode), next);
        });
    reply.send();
  }

  // Attributes

  @Override
  public void getattr(GetattrRequest request, AttributesReply reply) {
    reply.attributes(show(inodes.get(request.nodeId())), validity());
  }

  @Override
  public void statx(StatxRequest request, AttributesReply.Statx reply) {
    Inode inode = inodes.get(request.nodeId());
    reply.attributes(inode.extendedAttributes(show(inode)), validity());
  }

  @Override
  public void setattr(SetattrRequest request, AttributesReply reply) {
    Inode inode = inodes.get(request.nodeId());
    AttributeUpdate update = new AttributeUpdate(request);
    if (update.changesSize()) {
      RegularFile file = inodes.file(request.nodeId());
      file.content().truncate(update.size());
      file.dropCapability();
    }
    inode.apply(update, now());
    reply.attributes(show(inode), validity());
  }

  @Override
  public void getxattr(XattrRequest.Get request, XattrReply reply) {
    byte[] value = inodes.get(request.nodeId()).xattrs(xattrs -> xattrs.get(request.name()));
    reply.value(ByteBuffer.wrap(value), request.size());
  }

  @Override
  public void listxattr(XattrRequest.List request, XattrReply reply) {
    boolean privileged = request.uid() == 0;
    byte[] names = inodes.get(request.nodeId()).xattrs(xattrs -> xattrs.list(privileged));
    reply.value(ByteBuffer.wrap(names), request.size());
  }

  @Override
  public void setxattr(XattrRequest.Set request, EmptyReply reply) {
    Inode inode = inodes.get(request.nodeId());
    inode.xattrs(
        xattrs -> {
          xattrs.set(request.name(), request.value(), request.flags());
          return null;
        });
    inode.changed(now());
    reply.ok();
  }

  @Override
  public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
    Inode inode = inodes.get(request.nodeId());
    inode.xattrs(
        xattrs -> {
          xattrs.remove(request.name());
          return null;
        });
    inode.changed(now());
    reply.ok();
  }

  @Override
  public void statfs(EmptyRequest request, StatfsReply reply) {
    Capacity nodes = inodes.capacity();
    reply.statistics(
        new FilesystemStatistics(
            space.total(),
            space.free(),
            space.free(),
            nodes.total(),
            nodes.free(),
            PagePool.PAGE,
            PagePool.PAGE,
            Tree.NAME_MAX));
  }
}
