package org.fusefixture.backing;

import java.nio.ByteBuffer;
import java.util.List;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Caller;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.FilesystemSession;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.linux.Statx;
import org.fusefixture.internal.passthrough.HeldInode;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.CreateReply;
import org.fusefixture.protocol.reply.DataReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.ExtentReply;
import org.fusefixture.protocol.reply.IoctlReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.EmptyRequest;
import org.fusefixture.protocol.request.ExtentRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.IoctlRequest;
import org.fusefixture.protocol.request.MakeRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.fusefixture.storage.FaultyStorage;
import org.fusefixture.storage.FsyncAftermath;
import org.fusefixture.storage.StorageCommand;
import org.fusefixture.storage.UnsyncedReport;

/**
 * Passes a directory through, and can make its storage fail: put a filesystem, a program or a
 * database on it.
 *
 * <p>Options: {@code directory}, the one to pass through (by default the mount's own backing
 * directory); {@code cache}, how many bytes may be in memory only before those written first are
 * written back (by default 64 MiB). Nobody else may change the directory while it is mounted, and
 * at each moment it holds what would survive a power cut.
 *
 * <p>The kernel keeps the locks. The filesystem acts as the user who runs it, usually root, since
 * the kernel has checked permissions. docs/backing-directory.md says what survives.
 */
public final class FaultyDirectory extends FaultyNames implements FaultyStorage {
  private static final long CACHE_BYTES = 64L << 20;

  private volatile KernelCaches caches;

  /**
   * Called by the fixture.
   *
   * @param context has the directory to keep files in
   */
  public FaultyDirectory(FilesystemContext context) {
    super(new Volume(HeldInode.chosen(context), cacheBytes(context)));
  }

  private static long cacheBytes(FilesystemContext context) {
    String text = context.option("cache").orElse(Long.toString(CACHE_BYTES));
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < FileCache.PAGE) {
      throw new IllegalArgumentException(
          "option cache (" + text + ") must be a number of bytes, at least " + FileCache.PAGE);
    }
    return Long.parseLong(text);
  }

  @Override
  public FilesystemOptions options() {
    return FilesystemOptions.defaults().withName("faulty-directory");
  }

  @Override
  public void start(FilesystemSession session) {
    caches = new KernelCaches(session.notifier());
  }

  /** Writes all back, as umount(2) of a disk does, if there is power. */
  @Override
  public void stop() {
    caches.close();
    volume().syncAndClose();
  }

  @Override
  public void open(OpenRequest request, OpenReply reply) {
    reply.opened(open(request.nodeId(), request.flags()), OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void create(MakeRequest.Create request, CreateReply reply) {
    int mode = Statx.S_IFREG | request.mode() & 07777;
    answer(reply, volume().create(request.nodeId(), request.name(), mode, Caller.of(request), 0));
  }

  @Override
  public void tmpfile(MakeRequest.Tmpfile request, CreateReply reply) {
    int mode = Statx.S_IFREG | request.mode() & 07777;
    answer(reply, volume().createUnnamed(request.nodeId(), mode, Caller.of(request)));
  }

  private void answer(CreateReply reply, CachedInode inode) {
    FileHandle handle = open(inode.nodeId(), OpenFlag.O_RDONLY); // what was made can be written
    reply.created(entry(inode), handle, OpenReply.FOPEN_PARALLEL_DIRECT_WRITES);
  }

  @Override
  public void release(HandleRequest.Release request, EmptyReply reply) {
    release(request.fileHandle());
    reply.ok();
  }

  @Override
  public void read(ReadRequest request, DataReply reply) {
    OpenCachedInode file = open(request.fileHandle());
    byte[] bytes = new byte[request.size()];
    int got = volume().read(file.inode, request.rangeOffset(), bytes, bytes.length);
    accessed(file);
    reply.data(ByteBuffer.wrap(bytes, 0, got));
  }

  /** The kernel turns a write with O_SYNC or O_DSYNC into a WRITE and an FSYNC. */
  @Override
  public void write(WriteRequest request, WriteReply reply) {
    CachedInode inode = inode(request.fileHandle());
    byte[] bytes = payload(request);
    volume().write(inode, request.rangeOffset(), bytes);
    reply.written(bytes.length);
  }

  private static byte[] payload(WriteRequest request) {
    byte[] bytes = new byte[request.size()];
    request.payload().read(ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Syncs nothing; the request is answered so that faults can hit it. */
  @Override
  public void flush(HandleRequest.Flush request, EmptyReply reply) {
    inode(request.fileHandle());
    volume().inode(request.nodeId());
    reply.ok();
  }

  @Override
  public void fsync(HandleRequest.Fsync request, EmptyReply reply) {
    fsync(request.fileHandle());
    reply.ok();
  }

  @Override
  public void syncfs(EmptyRequest request, EmptyReply reply) {
    volume().syncfs();
    reply.ok();
  }

  @Override
  public void fallocate(ExtentRequest.Fallocate request, EmptyReply reply) {
    CachedInode inode = inode(request.fileHandle());
    volume().fallocate(inode, request.mode(), request.offset().bytes(), request.length());
    reply.ok();
  }

  @Override
  public void lseek(ExtentRequest.Lseek request, ExtentReply.Lseek reply) {
    CachedInode inode = inode(request.fileHandle());
    reply.found(new Offset(volume().seek(inode, request.offset().bytes(), request.whence())));
  }

  @Override
  public void ioctl(IoctlRequest request, IoctlReply reply) {
    reply.fail(Errno.ENOTTY);
  }

  /** Waits until the kernel has forgotten what has changed. */
  @Override
  public void command(StorageCommand command) {
    switch (command) {
      case LOSE_UNSYNCED -> {
        launderMappedPages();
        volume().loseUnsynced(0, 0);
      }
      case CUT_POWER -> volume().cutPower();
      case RESTORE_POWER -> volume().restorePower();
      case CHECKPOINT -> volume().syncfs();
      case EVICT -> volume().evict();
    }
    if (command != StorageCommand.CHECKPOINT) {
      caches.forgetNow(volume().known());
    }
  }

  /**
   * Before the kernel forgets pages that were changed through a mapping, it writes them back
   * (invalidate_inode_pages2_range of mm/truncate.c, fuse_launder_folio of fs/fuse/file.c, 6.18).
   * After the loss that would bring them back as if they were new; before it they are lost with the
   * rest. Without power the write fails, and they are gone.
   */
  private void launderMappedPages() {
    caches.forgetNow(volume().known());
  }

  @Override
  public UnsyncedReport unsynced() {
    return volume().unsynced();
  }

  @Override
  public void loseUnsynced(int survivingPercent, long draw, boolean cutPower) {
    volume().loseUnsynced(survivingPercent, draw);
    if (cutPower) {
      volume().cutPower();
    }
    forgetEverything();
  }

  @Override
  public void tearWrite(WriteRequest request, int parts, List<Integer> persist) {
    byte[] bytes = payload(request);
    int size = (bytes.length + parts - 1) / parts;
    List<WriteSequence.Piece> pieces =
        persist.stream()
            .filter(part -> (part - 1) * size < bytes.length)
            .map(part -> part(request.rangeOffset(), bytes, (part - 1) * size, size))
            .toList();
    persistAndCut(request.nodeId(), pieces);
  }

  private static WriteSequence.Piece part(long at, byte[] bytes, int from, int size) {
    int to = Math.min(bytes.length, from + size);
    return new WriteSequence.Piece(at + from, java.util.Arrays.copyOfRange(bytes, from, to));
  }

  @Override
  public void tearSequence(NodeId file, List<Integer> persist) {
    persistAndCut(file, volume().sequence(file, persist));
  }

  private void persistAndCut(NodeId file, List<WriteSequence.Piece> pieces) {
    volume().persist(file, pieces);
    volume().cutPower();
    forgetEverything();
  }

  @Override
  public boolean failFsync(NodeId file, FsyncAftermath aftermath, long from, long to) {
    long end = to == 0 ? Long.MAX_VALUE : to;
    boolean told =
        volume().failFsync(file, aftermath, page -> page + FileCache.PAGE > from && page < end);
    if (aftermath == FsyncAftermath.BTRFS) {
      caches.forget(List.of(file));
    }
    return told;
  }

  private void forgetEverything() {
    caches.forget(volume().known());
  }
}
