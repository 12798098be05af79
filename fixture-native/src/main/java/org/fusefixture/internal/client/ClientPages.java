package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.fusefixture.internal.control.page.BytesRequest;
import org.fusefixture.internal.control.page.FillRequest;
import org.fusefixture.internal.control.page.MapRequest;
import org.fusefixture.internal.control.page.PageBytes;
import org.fusefixture.internal.control.page.PageEvent;
import org.fusefixture.internal.control.page.PageEventRequest;
import org.fusefixture.internal.control.page.PageState;
import org.fusefixture.internal.control.page.PagesDescription;
import org.fusefixture.internal.control.page.PagesRequest;
import org.fusefixture.internal.control.page.PagesTarget;
import org.fusefixture.internal.control.page.PutBytesRequest;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.trace.TraceEvent;

/** The page buffers and mappings of the client, by number. */
public final class ClientPages {
  private final Map<Integer, Pages> all = new TreeMap<>();
  private final PageTrace trace = new PageTrace();
  private int last;

  /** Allocates a page buffer. */
  public PagesDescription allocate(PagesRequest request) {
    try {
      return add(new BufferPages(request.size(), request.huge()));
    } catch (LinuxException e) {
      throw ClientCall.failure("allocate " + request.size() + " bytes", e);
    }
  }

  /** Maps an open file. */
  public PagesDescription map(CallProgress progress, ClientFiles files, MapRequest request) {
    return files.using(
        request.file(),
        file -> {
          String call =
              String.format(
                  "mmap(\"%s\", %d bytes at %d, %s, %s)",
                  file.path(),
                  request.size(),
                  request.offset(),
                  request.writable() ? "PROT_READ|PROT_WRITE" : "PROT_READ",
                  request.shared() ? "MAP_SHARED" : "MAP_PRIVATE");
          int protection =
              LinuxMemory.PROT_READ | (request.writable() ? LinuxMemory.PROT_WRITE : 0);
          NativeBuffer memory =
              ClientCall.perform(
                  progress,
                  file.mount(),
                  call,
                  () ->
                      LinuxMemory.map(
                          file.fd(),
                          request.offset(),
                          request.size(),
                          protection,
                          request.shared()));
          FileRecord record = request.shared() ? file.record() : FileRecord.NONE;
          return add(new MappedPages(memory, request.size(), file, record, request.offset()));
        });
  }

  /** Gives pages back. */
  public void free(CallProgress progress, PagesTarget target) {
    Pages pages;
    synchronized (all) {
      pages = all.remove(target.pages());
    }
    if (pages == null) {
      throw unknown(target.pages());
    }
    progress.enter("munmap(" + pages.describe() + ")");
    free(pages);
  }

  /** Writes stamps. */
  public void stamp(CallProgress progress, StampRequest request) {
    change(
        progress,
        request.pages(),
        "stamp",
        ", generation " + request.stamp().generation(),
        request.pagesOffset(),
        request.size(),
        request.fileOffset(),
        Content.stamped(request.stamp(), request.fileOffset() - request.pagesOffset()),
        (window, at) -> request.stamp().fill(window, at));
  }

  /** Sets every byte. */
  public void fill(CallProgress progress, FillRequest request) {
    change(
        progress,
        request.pages(),
        "fill",
        ", value " + request.value(),
        request.pagesOffset(),
        request.size(),
        0,
        Content.filled(request.value()),
        (window, at) -> {
          byte[] bytes = new byte[window.remaining()];
          java.util.Arrays.fill(bytes, (byte) request.value());
          window.put(bytes);
        });
  }

  /** Puts bytes. */
  public void writeBytes(CallProgress progress, PutBytesRequest request) {
    byte[] bytes = Base64.getDecoder().decode(request.content());
    if (bytes.length > BytesRequest.LARGEST) {
      throw new IllegalArgumentException(
          bytes.length + " bytes are more than the " + BytesRequest.LARGEST + " of one call");
    }
    change(
        progress,
        request.pages(),
        "writeBytes",
        "",
        request.pagesOffset(),
        bytes.length,
        0,
        Content.literal(bytes, request.pagesOffset()),
        (window, at) -> window.put(bytes, at.intValue(), window.remaining()));
  }

  /** Compares with a stamp. */
  public StampVerdict check(CallProgress progress, StampRequest request) {
    return using(
        request.pages(),
        pages -> {
          List<StampVerdict> verdicts = new ArrayList<>();
          verdicts.add(request.stamp().check(ByteBuffer.allocate(0), request.fileOffset()));
          visit(
              progress,
              pages,
              "check",
              false,
              request.pagesOffset(),
              request.size(),
              request.fileOffset(),
              (window, at) ->
                  verdicts.set(0, verdicts.get(0).plus(request.stamp().check(window, at))));
          return verdicts.get(0);
        });
  }

  /** Reads bytes. */
  public PageBytes readBytes(CallProgress progress, BytesRequest request) {
    byte[] bytes = new byte[request.size()];
    return using(
        request.pages(),
        pages -> {
          visit(
              progress,
              pages,
              "readBytes",
              false,
              request.pagesOffset(),
              request.size(),
              0,
              (window, at) -> window.get(bytes, at.intValue(), window.remaining()));
          return new PageBytes(Base64.getEncoder().encodeToString(bytes));
        });
  }

  /** Something happens to the pages of a buffer. */
  public PageState happen(CallProgress progress, PageEventRequest request) {
    return using(
        request.pages(),
        pages -> {
          BufferPages buffer = requireBuffer(pages);
          long offset = request.pagesOffset();
          long size = request.size();
          PageEvent event = request.event();
          String call =
              event.call() + "(" + pages.describe() + ", " + size + " bytes at " + offset + ")";
          progress.enter(call);
          long start = System.nanoTime();
          try {
            buffer.happen(event, offset, size);
          } catch (LinuxException e) {
            throw ClientCall.failure(call, e);
          } finally {
            trace.changed(pages, event.call(), "", offset, size, start);
            pages.changed();
          }
          return new PageState(buffer.hugeBytes());
        });
  }

  /** How a buffer is backed. */
  public PageState state(PagesTarget target) {
    return using(target.pages(), pages -> new PageState(requireBuffer(pages).hugeBytes()));
  }

  /** msync(2) with MS_SYNC. */
  public void sync(CallProgress progress, PagesTarget target) {
    using(
        target.pages(),
        pages -> {
          String call = "msync(" + pages.describe() + ")";
          progress.enter(call);
          try {
            LinuxMemory.sync(pages.memory(), 0, pages.memory().size(), LinuxMemory.MS_SYNC);
          } catch (LinuxException e) {
            throw ClientCall.failure(call, e);
          } finally {
            if (pages instanceof MappedPages mapping) {
              mapping.mount().changes().written();
            }
          }
          return null;
        });
  }

  /** The mount that a mapping belongs to; null for a page buffer. */
  public ClientMount mountOf(int number) {
    return using(number, pages -> pages instanceof MappedPages mapping ? mapping.mount() : null);
  }

  /** Gives back the mappings of files of a mount, and forgets the mount. */
  public void freeMappings(CallProgress progress, ClientMount mount) {
    List<Pages> gone = new ArrayList<>();
    synchronized (all) {
      for (Pages pages : all.values()) {
        pages.forget(mount);
        if (pages instanceof MappedPages mapping && mapping.mount() == mount) {
          gone.add(pages);
        }
      }
      all.values().removeAll(gone);
    }
    for (Pages pages : gone) {
      progress.enter("munmap(" + pages.describe() + ")");
      free(pages);
    }
  }

  /** Changes of pages that a mount has had, oldest first. */
  public List<TraceEvent> events(int mount) {
    return trace.events(mount);
  }

  /** What is held, for the detection of leaks. */
  public List<String> list() {
    synchronized (all) {
      return all.values().stream().map(Pages::describe).toList();
    }
  }

  /** Uses pages, which are not given back meanwhile. */
  <T> T using(int number, Function<Pages, T> action) {
    Pages pages;
    synchronized (all) {
      pages = all.get(number);
    }
    if (pages == null) {
      throw unknown(number);
    }
    pages.uses().readLock().lock();
    try {
      synchronized (all) {
        if (all.get(number) != pages) {
          throw unknown(number);
        }
      }
      return action.apply(pages);
    } finally {
      pages.uses().readLock().unlock();
    }
  }

  private void change(
      CallProgress progress,
      int number,
      String name,
      String detail,
      long offset,
      long length,
      long fileOffset,
      Content content,
      BiConsumer<ByteBuffer, Long> action) {
    using(
        number,
        pages -> {
          pages.require(offset, length);
          long start = System.nanoTime();
          try {
            pages.record(
                offset,
                length,
                content,
                () -> visit(progress, pages, name, true, offset, length, fileOffset, action));
          } finally {
            trace.changed(pages, name, detail, offset, length, start);
            pages.changed();
          }
          return null;
        });
  }

  private static void visit(
      CallProgress progress,
      Pages pages,
      String name,
      boolean keeps,
      long offset,
      long length,
      long fileOffset,
      BiConsumer<ByteBuffer, Long> action) {
    String call = String.format("%s(%s, %d bytes at %d)", name, pages.describe(), length, offset);
    try {
      progress.enter(call);
      pages.forEachWindow(
          offset,
          length,
          fileOffset,
          keeps,
          (window, at) -> {
            progress.enter(call);
            action.accept(window, at);
          });
    } catch (LinuxException e) {
      throw ClientCall.failure(call, e);
    }
  }

  private static BufferPages requireBuffer(Pages pages) {
    if (pages instanceof BufferPages buffer) {
      return buffer;
    }
    throw ClientCall.badRequest(
        pages.describe(), "this can be done to a page buffer, not to a mapping of a file");
  }

  private static void free(Pages pages) {
    pages.uses().writeLock().lock();
    try {
      pages.memory().close();
    } finally {
      pages.uses().writeLock().unlock();
    }
  }

  private PagesDescription add(Pages pages) {
    synchronized (all) {
      all.put(++last, pages);
      return new PagesDescription(last, pages.size(), LinuxProcesses.pageSize());
    }
  }

  private static RuntimeException unknown(int number) {
    return ClientCall.badRequest("pages " + number, "there are no pages " + number);
  }
}
