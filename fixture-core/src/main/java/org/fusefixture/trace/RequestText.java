package org.fusefixture.trace;

import org.fusefixture.protocol.request.AccessRequest;
import org.fusefixture.protocol.request.BatchForgetRequest;
import org.fusefixture.protocol.request.CopyFileRangeRequest;
import org.fusefixture.protocol.request.CreateRequest;
import org.fusefixture.protocol.request.FallocateRequest;
import org.fusefixture.protocol.request.FlushRequest;
import org.fusefixture.protocol.request.ForgetRequest;
import org.fusefixture.protocol.request.FsyncRequest;
import org.fusefixture.protocol.request.GetxattrRequest;
import org.fusefixture.protocol.request.InterruptRequest;
import org.fusefixture.protocol.request.LinkRequest;
import org.fusefixture.protocol.request.LseekRequest;
import org.fusefixture.protocol.request.MkdirRequest;
import org.fusefixture.protocol.request.MknodRequest;
import org.fusefixture.protocol.request.NameRequest;
import org.fusefixture.protocol.request.OpenRequest;
import org.fusefixture.protocol.request.ReadRequest;
import org.fusefixture.protocol.request.ReleaseRequest;
import org.fusefixture.protocol.request.RemovexattrRequest;
import org.fusefixture.protocol.request.RenameRequest;
import org.fusefixture.protocol.request.Request;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.SetxattrRequest;
import org.fusefixture.protocol.request.SymlinkRequest;
import org.fusefixture.protocol.request.WriteRequest;

/**
 * The arguments of a request.
 *
 * @param offset in the file, or -1
 * @param size in bytes, or -1
 * @param arguments what is special to the operation; the node is shown apart
 */
record RequestText(long offset, long size, String arguments) {
  static final RequestText UNKNOWN = of("");

  private static final int FATTR_SIZE = 1 << 3;

  static RequestText of(Request request) {
    if (request instanceof WriteRequest write) {
      String cached = (write.writeFlags() & WriteRequest.FLAG_CACHE) == 0 ? "" : ", write-back";
      return range(
          "fh " + write.fileHandle().value(), write.offset().bytes(), write.size(), cached);
    }
    if (request instanceof ReadRequest read) {
      return range("fh " + read.fileHandle().value(), read.offset().bytes(), read.size(), "");
    }
    if (request instanceof FallocateRequest allocate) {
      return range(
          "fh " + allocate.fileHandle().value(),
          allocate.offset().bytes(),
          allocate.length(),
          ", mode 0x" + Integer.toHexString(allocate.mode()));
    }
    if (request instanceof CopyFileRangeRequest copy) {
      return range(
          "fh " + copy.fileHandle().value(),
          copy.offset().bytes(),
          copy.length(),
          ", to node " + copy.targetNodeId().value() + " at " + copy.targetOffset().bytes());
    }
    if (request instanceof SetattrRequest change) {
      return (change.valid() & FATTR_SIZE) == 0
          ? of("valid 0x" + Integer.toHexString(change.valid()))
          : new RequestText(-1, change.size(), "size " + change.size());
    }
    return of(text(request));
  }

  /** Of operations on names and handles. */
  private static String text(Request request) {
    if (request instanceof NameRequest named) {
      return quoted(named.name());
    }
    if (request instanceof CreateRequest create) {
      return quoted(create.name()) + modes(create.mode(), create.flags());
    }
    if (request instanceof MknodRequest node) {
      return quoted(node.name()) + ", mode 0" + Integer.toOctalString(node.mode());
    }
    if (request instanceof MkdirRequest directory) {
      return quoted(directory.name()) + ", mode 0" + Integer.toOctalString(directory.mode());
    }
    if (request instanceof SymlinkRequest link) {
      return quoted(link.name()) + ", to " + quoted(link.target());
    }
    if (request instanceof LinkRequest link) {
      return quoted(link.name()) + ", to node " + link.existing().value();
    }
    if (request instanceof RenameRequest rename) {
      return quoted(rename.name())
          + ", to "
          + quoted(rename.newName())
          + " in node "
          + rename.newDirectory().value();
    }
    if (request instanceof SetxattrRequest set) {
      return quoted(set.name()) + ", " + set.size() + " bytes";
    }
    if (request instanceof GetxattrRequest get) {
      return quoted(get.name()) + ", room for " + get.size() + " bytes";
    }
    if (request instanceof RemovexattrRequest remove) {
      return quoted(remove.name());
    }
    return handleText(request);
  }

  private static String handleText(Request request) {
    if (request instanceof OpenRequest open) {
      return "flags 0" + Integer.toOctalString(open.flags());
    }
    if (request instanceof ReleaseRequest release) {
      return "fh " + release.fileHandle().value();
    }
    if (request instanceof FlushRequest flush) {
      return "fh " + flush.fileHandle().value();
    }
    if (request instanceof FsyncRequest sync) {
      return "fh " + sync.fileHandle().value() + ((sync.flags() & 1) == 0 ? "" : ", data only");
    }
    if (request instanceof LseekRequest seek) {
      return "to " + seek.offset().bytes() + ", whence " + seek.whence();
    }
    if (request instanceof AccessRequest access) {
      return "mask " + access.mask();
    }
    if (request instanceof InterruptRequest interrupt) {
      return "of " + interrupt.interrupted();
    }
    if (request instanceof ForgetRequest forget) {
      return forget.lookupCount() + " lookups";
    }
    return request instanceof BatchForgetRequest batch ? batch.count() + " nodes" : "";
  }

  private static RequestText of(String arguments) {
    return new RequestText(-1, -1, arguments);
  }

  private static RequestText range(String first, long offset, long size, String last) {
    return new RequestText(
        offset, size, first + ", " + size + " bytes at " + Long.toUnsignedString(offset) + last);
  }

  private static String modes(int mode, int flags) {
    return ", mode 0" + Integer.toOctalString(mode) + ", flags 0" + Integer.toOctalString(flags);
  }

  private static String quoted(Object name) {
    return TraceText.quoted(String.valueOf(name));
  }
}
