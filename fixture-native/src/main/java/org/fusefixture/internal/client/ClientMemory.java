package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxMemory;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.oracle.Content;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.trace.TraceEvent;

/**
 * The page buffers and mappings of the client, by number. An access to a mapping may wait for its
 * filesystem, and so has the time limit of the mount; memory of the client's own has none.
 */
public final class ClientMemory implements PageService {
  private static final CallProgress UNLIMITED = name -> {};

  private final Map<Integer, Pages> all = new TreeMap<>();
  private final PageTrace trace = new PageTrace();
  private final ClientCalls calls;
  private int last;

  public ClientMemory(ClientCalls calls) {
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Allocated> allocate(long size, boolean huge) {
    requireSize(size);
    return calls.later(
        () -> {
          try {
            return add(new BufferPages(size, huge));
          } catch (LinuxException e) {
            throw ClientCall.failure("allocate " + size + " bytes", e);
          }
        });
  }

  /** Maps an open file. */
  Allocated map(
      ClientCall call, HeldFile file, long offset, long size, boolean writable, boolean shared) {
    requireSize(size);
    int protection = LinuxMemory.PROT_READ | (writable ? LinuxMemory.PROT_WRITE : 0);
    NativeBuffer memory =
        call.make(
            String.format(
                "mmap(\"%s\", %d bytes at %d, %s, %s)",
                file.path(),
                size,
                offset,
                writable ? "PROT_READ|PROT_WRITE" : "PROT_READ",
                shared ? "MAP_SHARED" : "MAP_PRIVATE"),
            () -> LinuxMemory.map(file.fd(), offset, size, protection, shared));
    FileRecord record = shared ? file.record() : FileRecord.NONE;
    return add(new MappedPages(memory, size, file, record, offset));
  }

  private static void requireSize(long size) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException("size (" + size + ") must be from 1 to " + LARGEST);
    }
  }

  @Override
  public CompletableFuture<Void> munmap(int number) {
    return run(
        number,
        progress -> {
          Pages pages;
          synchronized (all) {
            pages = all.remove(number);
          }
          if (pages == null) {
            throw unknown(number);
          }
          progress.enter("munmap(" + pages.describe() + ")");
          free(pages);
        });
  }

  @Override
  public CompletableFuture<Void> stamp(StampedRange range) {
    Stamp stamp = range.stamp();
    return change(
        range.pages(),
        "stamp",
        ", generation " + stamp.generation(),
        range.pagesOffset(),
        range.size(),
        range.fileOffset(),
        Content.stamped(stamp, range.fileOffset() - range.pagesOffset()),
        (window, at) -> stamp.fill(window, at));
  }

  @Override
  public CompletableFuture<Void> fill(int number, long pagesOffset, long size, int value) {
    PageService.requireRange(pagesOffset, size);
    if (value < Byte.MIN_VALUE || value > 255) {
      throw new IllegalArgumentException("value (" + value + ") must be from -128 to 255");
    }
    return change(
        number,
        "fill",
        ", value " + value,
        pagesOffset,
        size,
        0,
        Content.filled(value),
        (window, at) -> {
          byte[] bytes = new byte[window.remaining()];
          Arrays.fill(bytes, (byte) value);
          window.put(bytes);
        });
  }

  @Override
  public CompletableFuture<Void> writeBytes(int number, long pagesOffset, byte[] content) {
    requireFew(content.length);
    return change(
        number,
        "writeBytes",
        "",
        pagesOffset,
        content.length,
        0,
        Content.literal(content, pagesOffset),
        (window, at) -> window.put(content, at.intValue(), window.remaining()));
  }

  private static void requireFew(int size) {
    if (size < 0 || size > MOST_BYTES) {
      throw new IllegalArgumentException(
          "size (" + size + ") must be at most the " + MOST_BYTES + " bytes of one call");
    }
  }

  @Override
  public CompletableFuture<StampVerdict> check(StampedRange range) {
    Stamp stamp = range.stamp();
    return call(
        range.pages(),
        (progress, pages) -> {
          List<StampVerdict> verdicts = new ArrayList<>();
          verdicts.add(stamp.check(ByteBuffer.allocate(0), range.fileOffset()));
          visit(
              progress,
              pages,
              "check",
              false,
              range.pagesOffset(),
              range.size(),
              range.fileOffset(),
              (window, at) -> verdicts.set(0, verdicts.get(0).plus(stamp.check(window, at))));
          return verdicts.get(0);
        });
  }

  @Override
  public CompletableFuture<byte[]> readBytes(int number, long pagesOffset, int size) {
    requireFew(size);
    byte[] bytes = new byte[size];
    return call(
        number,
        (progress, pages) -> {
          visit(
              progress,
              pages,
              "readBytes",
              false,
              pagesOffset,
              size,
              0,
              (window, at) -> window.get(bytes, at.intValue(), window.remaining()));
          return bytes;
        });
  }

  @Override
  public CompletableFuture<Long> event(int number, long pagesOffset, long size, Event event) {
    return call(
        number,
        (progress, pages) -> {
          BufferPages buffer = requireBuffer(pages);
          String name =
              event.call()
                  + "("
                  + pages.describe()
                  + ", "
                  + size
                  + " bytes at "
                  + pagesOffset
                  + ")";
          progress.enter(name);
          long start = System.nanoTime();
          try {
            buffer.happen(event, pagesOffset, size);
          } catch (LinuxException e) {
            throw ClientCall.failure(name, e);
          } finally {
            trace.changed(pages, event.call(), "", pagesOffset, size, start);
            pages.changed();
          }
          return buffer.hugeBytes();
        });
  }

  @Override
  public CompletableFuture<Long> hugeBytes(int number) {
    return calls.later(() -> using(number, pages -> requireBuffer(pages).hugeBytes()));
  }

  @Override
  public CompletableFuture<Void> msync(int number) {
    return run(number, progress -> using(number, pages -> sync(progress, pages)));
  }

  private static Void sync(CallProgress progress, Pages pages) {
    String name = "msync(" + pages.describe() + ")";
    progress.enter(name);
    try {
      LinuxMemory.sync(pages.memory(), 0, pages.memory().size(), LinuxMemory.MS_SYNC);
    } catch (LinuxException e) {
      throw ClientCall.failure(name, e);
    } finally {
      if (pages instanceof MappedPages mapping) {
        mapping.mount().changes().written();
      }
    }
    return null;
  }

  /** Does something to pages, under the limit of the mount if they are a mapping. */
  private <T> CompletableFuture<T> limited(int number, Function<CallProgress, T> action) {
    int mount = using(number, pages -> pages instanceof MappedPages m ? m.mount().number() : 0);
    return mount == 0
        ? calls.later(() -> action.apply(UNLIMITED))
        : calls.on(mount, call -> action.apply(call.progress()));
  }

  private <T> CompletableFuture<T> call(int number, BiFunction<CallProgress, Pages, T> action) {
    return limited(number, progress -> using(number, pages -> action.apply(progress, pages)));
  }

  private CompletableFuture<Void> run(int number, Consumer<CallProgress> action) {
    return limited(
        number,
        progress -> {
          action.accept(progress);
          return null;
        });
  }

  /** Gives back the mappings of files of a mount, and forgets the mount. */
  public void freeMappings(ClientCall call) {
    ClientMount mount = call.mount();
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
      call.enter("munmap(" + pages.describe() + ")");
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

  private CompletableFuture<Void> change(
      int number,
      String name,
      String detail,
      long offset,
      long length,
      long fileOffset,
      Content content,
      BiConsumer<ByteBuffer, Long> action) {
    return call(
        number,
        (progress, pages) -> {
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

  private Allocated add(Pages pages) {
    synchronized (all) {
      all.put(++last, pages);
      return new Allocated(last, pages.size(), LinuxProcesses.pageSize());
    }
  }

  private static RuntimeException unknown(int number) {
    return ClientCall.badRequest("pages " + number, "there are no pages " + number);
  }
}
