package org.fusefixture.internal.gallery;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.reply.DirectoryReply;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.reply.WriteReply;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.memory.PendingWrite;

/** Filesystems that list, rename, unlink or forget wrongly. */
final class NameBugs {
  private NameBugs() {}

  @Broken(
      bug = "continues a listing by counting entries, though some are gone",
      seenIn = {"Sherlock-Holo/fuse3#12", "xoriors/rencfs#38"},
      verdict = Kind.WRONG_LISTING,
      cause = Cause.LISTING_POSITION)
  public static final class CountedListingFileSystem extends MemoryFileSystem {
    public CountedListingFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public FilesystemOptions options() {
      return FilesystemOptions.defaults().withName("counted").withInitFlag(InitFlag.ATOMIC_O_TRUNC);
    }

    @Override
    public void readdir(ReadRequest request, DirectoryReply reply) {
      reply.within(request.size());
      List<ListedEntry> entries = list(request.nodeId());
      for (int i = (int) request.offset().bytes(); i < entries.size(); i++) {
        ListedEntry entry = entries.get(i);
        if (!reply.add(entry.name(), entry.inode(), entry.mode(), new Offset(i + 1))) {
          break;
        }
      }
      reply.send();
    }
  }

  @Broken(
      bug = "skips the entry that did not fit into the last reply to READDIR",
      seenIn = {"hanwen/go-fuse#353", "redox-os/redoxfs#27"},
      verdict = Kind.WRONG_LISTING,
      cause = Cause.LISTING_BORDER,
      alsoShows = Kind.WRONG_ERROR)
  public static final class BorderListingFileSystem extends MemoryFileSystem {
    public BorderListingFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public FilesystemOptions options() {
      return FilesystemOptions.defaults().withName("border").withInitFlag(InitFlag.ATOMIC_O_TRUNC);
    }

    @Override
    public void readdir(ReadRequest request, DirectoryReply reply) {
      reply.within(request.size());
      List<ListedEntry> entries = list(request.nodeId());
      int first = (int) request.offset().bytes();
      // Who counts the one that was refused starts behind it the next time.
      for (int i = first == 0 ? 0 : first + 1; i < entries.size(); i++) {
        ListedEntry entry = entries.get(i);
        if (!reply.add(entry.name(), entry.inode(), entry.mode(), new Offset(i + 1))) {
          break;
        }
      }
      reply.send();
    }
  }

  @Broken(
      bug = "deletes the target of a rename before it renames",
      seenIn = {"brewfs/brewfs#71", "hanwen/go-fuse#398"},
      verdict = Kind.WRONG_NAME,
      cause = Cause.RENAME_GAP,
      alsoShows = Kind.UNREADABLE)
  public static final class DeleteBeforeRenameFileSystem extends MemoryFileSystem {
    private static final long PAUSE_MILLIS = 1000;

    private final Semaphore missed = new Semaphore(0);
    private volatile boolean seen;

    public DeleteBeforeRenameFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void rename(RenameRequest request, EmptyReply reply) {
      if (request.flags() == 0 && exists(request.newDirectory(), request.newName())) {
        remove(request.newDirectory(), request.newName());
        if (!seen) {
          await(); // the window that others fall into
        }
      }
      super.rename(request, reply);
    }

    private void await() {
      try {
        seen = missed.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean exists(NodeId directory, FileName name) {
      return list(directory).stream().anyMatch(entry -> entry.name().equals(name));
    }

    @Override
    public long storedSize(String path) throws IOException {
      try {
        return super.storedSize(path);
      } catch (NoSuchFileException e) {
        missed.release();
        throw e;
      }
    }
  }

  @Broken(
      bug = "renames where it is asked to exchange, and loses a file by it",
      seenIn = {"cryfs/cryfs#568", "s3fs-fuse/s3fs-fuse#2933"},
      verdict = Kind.WRONG_NAME,
      cause = Cause.EXCHANGE_AS_RENAME,
      alsoShows = {Kind.UNREADABLE, Kind.STALE})
  public static final class ExchangeAsRenameFileSystem extends MemoryFileSystem {
    private static final int EXCHANGE = 2;

    public ExchangeAsRenameFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void rename(RenameRequest request, EmptyReply reply) {
      if ((request.flags() & EXCHANGE) != 0) {
        move(request.nodeId(), request.name(), request.newDirectory(), request.newName());
        reply.ok();
        return;
      }
      super.rename(request, reply);
    }
  }

  @Broken(
      bug = "never takes lookups back, so that no inode is ever freed",
      seenIn = "GoogleCloudPlatform/gcsfuse#20",
      verdict = Kind.LEAKED_INODES,
      cause = Cause.FORGET_IGNORED,
      alsoShows = Kind.WRONG_ERROR)
  public static final class ForgetfulFileSystem extends MemoryFileSystem {
    public ForgetfulFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void forget(NodeId nodeId, long lookupCount) {
      // the inode stays
    }
  }

  @Broken(
      bug = "writes through an open file to the path at its opening, after a rename",
      seenIn = "littlefs-project/littlefs-fuse#78",
      verdict = Kind.STALE,
      cause = Cause.RENAME_LOSES_WRITES)
  public static final class OldPathFileSystem extends MemoryFileSystem {
    private final Set<Long> moved = ConcurrentHashMap.newKeySet();

    public OldPathFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void rename(RenameRequest request, EmptyReply reply) {
      NodeId node = lookUp(request.nodeId(), request.name());
      moved.add(node.value());
      forget(node, 1);
      super.rename(request, reply);
    }

    /** What is opened anew is opened under its new path. */
    @Override
    public void open(OpenRequest request, OpenReply reply) {
      moved.remove(request.nodeId().value());
      super.open(request, reply);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      if (moved.contains(write.node().value())) {
        int size = write.size();
        write.payload().discard(); // a file of the old name is made, and nobody ever finds it
        reply.written(size);
        return;
      }
      super.serveWrite(write, reply);
    }
  }

  @Broken(
      bug = "destroys an unlinked file that is still open",
      seenIn = {"milvus-io/talon#341", "osxfuse/kext#9"},
      verdict = Kind.UNREADABLE,
      cause = Cause.UNLINK_DESTROYS,
      alsoShows = {Kind.WRONG_COUNT, Kind.WRONG_ERROR})
  public static final class UnlinkDestroysFileSystem extends MemoryFileSystem {
    private final Set<Long> destroyed = ConcurrentHashMap.newKeySet();

    public UnlinkDestroysFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void unlink(NameRequest request, EmptyReply reply) {
      NodeId node = lookUp(request.nodeId(), request.name());
      boolean last = attributesOf(node).links() == 1;
      if (last && (attributesOf(node).mode() & 0170000) == 0100000) {
        resize(node, 0);
        destroyed.add(node.value());
      }
      forget(node, 1);
      super.unlink(request, reply);
    }

    @Override
    protected void serveWrite(PendingWrite write, WriteReply reply) {
      if (destroyed.contains(write.node().value())) {
        write.payload().discard();
        reply.written(write.size());
        return;
      }
      super.serveWrite(write, reply);
    }
  }
}
