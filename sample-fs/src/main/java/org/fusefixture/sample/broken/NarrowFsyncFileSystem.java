package org.fusefixture.sample.broken;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.fusefixture.filesystem.FilesystemContext;
import org.fusefixture.oracle.Breach;
import org.fusefixture.sample.memory.MemoryFileSystem;

/**
 * answers an fsync without writing back what it holds in memory.
 *
 * <p>Seen in mit-pdos/fscq#14 and juicedata/juicefs#250.
 */
@Broken(
    bug = "answers an fsync without writing back what it holds in memory",
    seenIn = {"mit-pdos/fscq#14", "juicedata/juicefs#250"},
    verdict = Breach.Kind.ZEROED)
public final class NarrowFsyncFileSystem extends MemoryFileSystem {
  public NarrowFsyncFileSystem(FilesystemContext context) {
    super(context);
  }

  @Override
  public int readStored(String path, long offset, ByteBuffer target) throws IOException {
    int count = super.readStored(path, offset, target.slice());
    if (count > 0) {
      target.put(new byte[count]); // nothing but the size ever reached the storage
    }
    return count;
  }
}
