package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.fusefixture.internal.control.page.ForkDescription;
import org.fusefixture.internal.control.page.ForkStampRequest;
import org.fusefixture.internal.control.page.ForkTarget;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.ProcessCopy;
import org.fusefixture.stamp.StampVerdict;

/** Copies of the client process, by number. Their page buffers are where the client's are. */
public final class ClientForks {
  private final Map<Integer, ProcessCopy> copies = new TreeMap<>();
  private final ClientPages pages;
  private int last;

  public ClientForks(ClientPages pages) {
    this.pages = pages;
  }

  /** fork(2). */
  public ForkDescription create() {
    ProcessCopy copy = ProcessCopy.create();
    synchronized (copies) {
      copies.put(++last, copy);
      return new ForkDescription(last, copy.pid());
    }
  }

  /** Stamps pages of a copy; the client's own stay as they are. */
  public void stamp(CallProgress progress, ForkStampRequest request) {
    visit(
        progress,
        "stamp",
        request,
        (memory, copied) -> {
          ByteBuffer window = copied.window();
          request.stamp().stamp().fill(window, copied.fileOffset());
          LinuxFiles.pwriteFully(memory, copied.address(), copied.size(), copied.at());
        });
  }

  /** Compares pages of a copy with a stamp. */
  public StampVerdict check(CallProgress progress, ForkStampRequest request) {
    StampRequest asked = request.stamp();
    List<StampVerdict> verdicts = new ArrayList<>();
    verdicts.add(asked.stamp().check(ByteBuffer.allocate(0), asked.fileOffset()));
    visit(
        progress,
        "check",
        request,
        (memory, copied) -> {
          LinuxFiles.preadFully(memory, copied.address(), copied.size(), copied.at());
          StampVerdict next = asked.stamp().check(copied.window(), copied.fileOffset());
          verdicts.set(0, verdicts.get(0).plus(next));
        });
    return verdicts.get(0);
  }

  /**
   * A window of the pages of a copy.
   *
   * @param at its address in the copy
   * @param fileOffset where in the file it belongs
   */
  private record Window(NativeBuffer buffer, int size, long at, long fileOffset) {
    long address() {
      return buffer.address();
    }

    ByteBuffer window() {
      return buffer.bytes(0, size);
    }
  }

  private void visit(
      CallProgress progress, String name, ForkStampRequest request, BiConsumer<Fd, Window> action) {
    ProcessCopy copy = get(request.fork());
    StampRequest asked = request.stamp();
    pages.using(
        asked.pages(),
        memory -> {
          long start = memory.address(asked.pagesOffset(), asked.size());
          String call = name + " in process " + copy.pid() + " (" + memory.describe() + ", a copy)";
          progress.enter(call);
          try (Fd others = copy.openMemory();
              NativeBuffer buffer = NativeBuffer.allocate(Windows.SIZE)) {
            long done = 0;
            while (done < asked.size()) {
              int size = Windows.size(asked.fileOffset() + done, asked.size() - done);
              action.accept(
                  others, new Window(buffer, size, start + done, asked.fileOffset() + done));
              done += size;
            }
          } catch (LinuxException e) {
            throw ClientCall.failure(call, e);
          } finally {
            memory.changed(); // what happens in a copy is a page event, too
          }
          return null;
        });
  }

  private ProcessCopy get(int number) {
    synchronized (copies) {
      ProcessCopy copy = copies.get(number);
      if (copy == null) {
        throw unknown(number);
      }
      return copy;
    }
  }

  private static RuntimeException unknown(int number) {
    return ClientCall.badRequest("fork " + number, "there is no copy " + number);
  }

  /** Ends a copy. */
  public void end(ForkTarget target) {
    ProcessCopy copy;
    synchronized (copies) {
      copy = copies.remove(target.fork());
    }
    if (copy == null) {
      throw unknown(target.fork());
    }
    copy.close();
  }

  /** What is there, for the detection of leaks. */
  public List<String> list() {
    List<String> list = new ArrayList<>();
    synchronized (copies) {
      copies.forEach((number, copy) -> list.add("fork " + number + ", process " + copy.pid()));
    }
    return list;
  }
}
