package org.fusefixture.internal.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.fusefixture.internal.control.ForkService;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.ProcessCopy;
import org.fusefixture.stamp.StampVerdict;

/** Copies of the client process, by number. Their page buffers are where the client's are. */
public final class ClientForks implements ForkService {
  private final Map<Integer, ProcessCopy> copies = new TreeMap<>();
  private final ClientCalls calls;
  private final ClientMemory pages;
  private int last;

  public ClientForks(ClientCalls calls, ClientMemory pages) {
    this.calls = calls;
    this.pages = pages;
  }

  @Override
  public CompletableFuture<Fork> fork() {
    return calls.later(
        () -> {
          ProcessCopy copy = ProcessCopy.create();
          synchronized (copies) {
            copies.put(++last, copy);
            return new Fork(last, copy.pid());
          }
        });
  }

  /** The client's own pages stay as they are. */
  @Override
  public CompletableFuture<Void> stamp(int fork, StampedRange range) {
    return calls.run(
        () ->
            visit(
                fork,
                "stamp",
                range,
                (memory, copied) -> {
                  range.stamp().fill(copied.window(), copied.fileOffset());
                  LinuxFiles.pwriteFully(memory, copied.address(), copied.size(), copied.at());
                }));
  }

  @Override
  public CompletableFuture<StampVerdict> check(int fork, StampedRange range) {
    return calls.later(
        () -> {
          List<StampVerdict> verdicts = new ArrayList<>();
          verdicts.add(range.stamp().check(ByteBuffer.allocate(0), range.fileOffset()));
          visit(
              fork,
              "check",
              range,
              (memory, copied) -> {
                LinuxFiles.preadFully(memory, copied.address(), copied.size(), copied.at());
                StampVerdict next = range.stamp().check(copied.window(), copied.fileOffset());
                verdicts.set(0, verdicts.get(0).plus(next));
              });
          return verdicts.get(0);
        });
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

  private void visit(int fork, String name, StampedRange asked, BiConsumer<Fd, Window> action) {
    ProcessCopy copy = get(fork);
    pages.using(
        asked.pages(),
        memory -> {
          long start = memory.address(asked.pagesOffset(), asked.size());
          String call = name + " in process " + copy.pid() + " (" + memory.describe() + ", a copy)";
          try (Fd others = copy.openMemory();
              NativeBuffer buffer = NativeBuffer.allocate(Pages.Windows.SIZE)) {
            long done = 0;
            while (done < asked.size()) {
              int size = Pages.Windows.size(asked.fileOffset() + done, asked.size() - done);
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

  @Override
  public CompletableFuture<Void> end(int fork) {
    return calls.run(
        () -> {
          ProcessCopy copy;
          synchronized (copies) {
            copy = copies.remove(fork);
          }
          if (copy == null) {
            throw unknown(fork);
          }
          copy.close();
        });
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
