package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.internal.oracle.MemoryContent;

/**
 * A mapping of a file on the mount.
 *
 * <p>Its pages are touched through /proc/self/mem (proc(5)), never by a Java thread itself: a page
 * fault on a hung filesystem would keep that thread from reaching a safepoint, and with it the
 * whole virtual machine, the time limits included. Through the file the fault happens in a system
 * call, and a fault that fails is EIO instead of SIGBUS.
 */
final class MappedPages extends Pages {
  private final ClientMount mount;
  private final String path;
  private final FileRecord record;
  private final long fileOffset;
  private final MemoryContent content = new MemoryContent(Content.unknown());

  /**
   * @param record of the file; of nothing for a private mapping
   * @param fileOffset where in the file the mapping starts
   */
  MappedPages(NativeBuffer memory, long size, HeldFile file, FileRecord record, long fileOffset) {
    super(memory, size);
    this.mount = file.mount();
    this.path = file.path();
    this.record = record;
    this.fileOffset = fileOffset;
    use(mount.number());
  }

  ClientMount mount() {
    return mount;
  }

  @Override
  void changed() {
    super.changed();
    mount.changes().changed();
  }

  @Override
  void forEachWindow(
      long offset,
      long length,
      long fileOffset,
      boolean keeps,
      BiConsumer<ByteBuffer, Long> action) {
    require(offset, length);
    int flags = keeps ? OpenFlag.O_RDWR : OpenFlag.O_RDONLY;
    try (Fd pages = LinuxPaths.open(LinuxPath.of("/proc/self/mem"), flags);
        NativeBuffer copy = NativeBuffer.allocate(Pages.Windows.SIZE)) {
      long done = 0;
      while (done < length) {
        int window = Pages.Windows.size(fileOffset + done, length - done);
        long at = memory().address() + offset + done;
        if (!keeps) {
          LinuxFiles.preadFully(pages, copy.address(), window, at);
        }
        action.accept(copy.bytes(0, window), fileOffset + done);
        if (keeps) {
          LinuxFiles.pwriteFully(pages, copy.address(), window, at);
        }
        done += window;
      }
    }
  }

  @Override
  MemoryContent content() {
    return content;
  }

  @Override
  void record(long offset, long length, Content made, Runnable change) {
    record.store(fileOffset + offset, fileOffset + offset + length, made.moved(fileOffset), change);
  }

  @Override
  String describe() {
    return "mapping of \"" + path + "\" of mount " + mount.number() + ", " + size() + " bytes";
  }
}
