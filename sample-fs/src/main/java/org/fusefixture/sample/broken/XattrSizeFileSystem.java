package org.fusefixture.sample.broken;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.protocol.XattrName;
import org.fusefixture.protocol.reply.EmptyReply;
import org.fusefixture.protocol.reply.XattrReply;
import org.fusefixture.protocol.request.GetxattrRequest;
import org.fusefixture.protocol.request.SetxattrRequest;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * cuts the value of an extended attribute to the size that it had when it was last asked for.
 *
 * <p>Seen in pkg/xattr#30 and openzfs/zfs#1409.
 */
@Broken(
    bug =
        "cuts the value of an extended attribute to the size last asked for",
    seenIn = {"pkg/xattr#30", "openzfs/zfs#1409"},
    verdict = Breach.Kind.WRONG_XATTR)
public final class XattrSizeFileSystem extends MemoryFileSystem {
  private final Map<XattrName, byte[]> values = new ConcurrentHashMap<>();
  private final Map<XattrName, Integer> sizes = new ConcurrentHashMap<>();

  public XattrSizeFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public void setxattr(SetxattrRequest request, EmptyReply reply) {
    ByteBuffer value = request.value().duplicate();
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    values.put(request.name(), bytes);
    super.setxattr(request, reply);
  }

  @Override
  public void getxattr(GetxattrRequest request, XattrReply reply) {
    byte[] value = values.get(request.name());
    if (value == null) {
      super.getxattr(request, reply);
      return;
    }
    int size = sizes.computeIfAbsent(request.name(), name -> value.length);
    reply.value(ByteBuffer.wrap(value, 0, Math.min(size, value.length)), request.size());
  }
}
