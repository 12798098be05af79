package org.fusefixture.internal.gallery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.EntryReply;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.XattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/** Filesystems that reply twice, not at all, or with the wrong error. */
final class ReplyBugs {
  private ReplyBugs() {}

  @Broken(
      bug = "replies with an error after a reply that it takes for failed",
      seenIn = "datenlord/datenlord#12",
      verdict = Kind.REPLIED_TWICE,
      cause = Cause.SECOND_REPLY)
  public static final class DoubleReplyFileSystem extends MemoryFileSystem {
    public DoubleReplyFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void flush(HandleRequest.Flush request, EmptyReply reply) {
      super.flush(request, reply);
      reply.fail(Errno.EIO);
    }
  }

  @Broken(
      bug = "forgets to reply where a request cannot be served",
      seenIn = {"CurvineIO/curvine#1523", "cloud-hypervisor/fuse-backend-rs#123"},
      verdict = Kind.NO_REPLY,
      cause = Cause.NO_REPLY)
  public static final class NoReplyFileSystem extends MemoryFileSystem {
    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    public NoReplyFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void removexattr(XattrRequest.Remove request, EmptyReply reply) {
      if (removed.add(request.name().toString())) {
        super.removexattr(request, reply);
      } // else it is gone, and whoever wrote this thought that there is nothing more to do
    }
  }

  @Broken(
      bug = "answers with EIO what is simply not there",
      seenIn = {"tursodatabase/agentfs#217", "SerCeMan/jnr-fuse#44"},
      verdict = Kind.WRONG_ERROR,
      cause = Cause.WRONG_ERROR)
  public static final class WrongErrnoFileSystem extends MemoryFileSystem {
    public WrongErrnoFileSystem(FilesystemContext context) {
      super(context);
    }

    @Override
    public void lookup(NameRequest request, EntryReply reply) {
      boolean there =
          list(request.nodeId()).stream().anyMatch(entry -> entry.name().equals(request.name()));
      if (there || !request.name().toString().endsWith("missing")) {
        super.lookup(request, reply);
      } else {
        reply.fail(Errno.EIO);
      }
    }
  }
}
