package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.fusefixture.internal.control.FileService;
import org.fusefixture.internal.control.PageService;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.posix.FileStatus;

/** The files that the client holds open, by number. */
public final class ClientFiles implements FileService {
  private final Map<Integer, HeldFile> files = new TreeMap<>();
  private final ClientCalls calls;
  private final ClientMemory pages;
  private int last;

  public ClientFiles(ClientCalls calls, ClientMemory pages) {
    this.calls = calls;
    this.pages = pages;
  }

  @Override
  public CompletableFuture<Integer> open(int mount, String path, int flags, int mode) {
    String name = String.format("open(%s, flags 0%o, mode 0%o)", quoted(path), flags, mode);
    return calls.on(
        mount,
        call -> {
          Fd fd =
              call.make(
                  name,
                  () -> LinuxPaths.openat(call.root(), ClientMount.relative(path), flags, mode));
          ClientMount opened = call.mount();
          return add(new HeldFile(opened, path, fd, FileRecord.opened(opened, path, flags, fd)));
        });
  }

  @Override
  public CompletableFuture<Void> close(int number) {
    return calls.run(
        mountOf(number),
        call -> {
          HeldFile file = remove(number);
          call.on(file.mount()).run(name("close", file), () -> close(file));
        });
  }

  @Override
  public CompletableFuture<Long> pread(Transfer transfer) {
    return make(
        transfer.file(),
        (call, file) ->
            pages.using(
                transfer.pages(),
                memory -> {
                  long address = memory.address(transfer.pagesOffset(), transfer.size());
                  memory.overwritten(transfer.pagesOffset(), transfer.size());
                  return call.make(
                      name("pread", "read", file, transfer),
                      () -> file.interruptible(() -> read(file.fd(), address, transfer)));
                }));
  }

  @Override
  public CompletableFuture<Long> pwrite(Transfer transfer) {
    return make(
        transfer.file(),
        (call, file) ->
            pages.using(transfer.pages(), memory -> pwrite(call, file, memory, transfer)));
  }

  private static long pwrite(ClientCall call, HeldFile file, Pages memory, Transfer transfer) {
    long address = memory.address(transfer.pagesOffset(), transfer.size());
    try {
      return call.make(
          name("pwrite", "write", file, transfer),
          () ->
              file.record()
                  .write(
                      memory,
                      transfer,
                      () -> file.interruptible(() -> write(file.fd(), address, transfer))));
    } finally {
      memory.writtenTo(file.mount()); // also after an error: a part may have gone
    }
  }

  @Override
  public CompletableFuture<Void> fsync(int number) {
    return sync(number, "fsync", LinuxFiles::fsync);
  }

  @Override
  public CompletableFuture<Void> fdatasync(int number) {
    return sync(number, "fdatasync", LinuxFiles::fdatasync);
  }

  private CompletableFuture<Void> sync(
      int number, String name, java.util.function.Consumer<Fd> systemCall) {
    return run(
        number,
        (call, file) -> {
          call.run(name(name, file), () -> file.record().sync(() -> systemCall.accept(file.fd())));
          file.mount().changes().written();
        });
  }

  @Override
  public CompletableFuture<Void> ftruncate(int number, long size) {
    return run(
        number,
        (call, file) ->
            call.run(
                "ftruncate(" + quoted(file.path()) + ", " + size + " bytes)",
                () -> file.record().truncate(size, () -> LinuxFiles.ftruncate(file.fd(), size))));
  }

  @Override
  public CompletableFuture<Void> fallocate(int number, int mode, long offset, long length) {
    return run(
        number,
        (call, file) -> {
          String name = FileRecord.fallocate(file.path(), mode, offset, length);
          call.run(
              name,
              () ->
                  file.record()
                      .allocate(
                          mode,
                          offset,
                          length,
                          () -> LinuxFiles.fallocate(file.fd(), mode, offset, length)));
        });
  }

  @Override
  public CompletableFuture<Long> lseek(int number, long offset, int whence) {
    return make(
        number,
        (call, file) ->
            call.make(
                String.format("lseek(%s, %d, whence %d)", quoted(file.path()), offset, whence),
                () -> LinuxFiles.lseek(file.fd(), offset, whence)));
  }

  @Override
  public CompletableFuture<PageService.Allocated> mmap(
      int number, long offset, long size, boolean writable, boolean shared) {
    return make(number, (call, file) -> pages.map(call, file, offset, size, writable, shared));
  }

  @Override
  public CompletableFuture<FileStatus> fstat(int number) {
    return make(
        number,
        (call, file) ->
            call.make(name("fstat", file), () -> Statuses.of(LinuxPaths.status(file.fd()))));
  }

  /** Not under the limit of the mount: this calls no filesystem. */
  @Override
  public CompletableFuture<Integer> interrupt(int number) {
    return calls.later(() -> using(number, HeldFile::interrupt));
  }

  /** Closes all files of a mount; what went wrong, one line each. */
  public List<String> closeAll(ClientCall call) {
    List<HeldFile> gone = new ArrayList<>();
    synchronized (files) {
      files.values().stream().filter(file -> file.mount() == call.mount()).forEach(gone::add);
      files.values().removeAll(gone);
    }
    List<String> failures = new ArrayList<>();
    for (HeldFile file : gone) {
      call.enter(name("close", file));
      try {
        close(file);
      } catch (LinuxException e) {
        failures.add(file + ": " + e.getMessage());
      }
    }
    return failures;
  }

  /** Number of the mount that an open file is on. */
  int mountOf(int number) {
    return using(number, file -> file.mount().number());
  }

  /** What is open, for the detection of leaks. */
  public List<String> list() {
    synchronized (files) {
      return files.values().stream().map(HeldFile::toString).toList();
    }
  }

  /** Uses an open file, which is not closed meanwhile. */
  <T> T using(int number, Function<HeldFile, T> action) {
    HeldFile file;
    synchronized (files) {
      file = files.get(number);
    }
    if (file == null) {
      throw unknown(number);
    }
    file.uses().readLock().lock();
    try {
      if (!file.fd().isOpen()) {
        throw unknown(number);
      }
      return action.apply(file);
    } finally {
      file.uses().readLock().unlock();
    }
  }

  private <T> CompletableFuture<T> make(int number, BiFunction<ClientCall, HeldFile, T> action) {
    return calls.on(
        mountOf(number), call -> using(number, file -> action.apply(call.on(file.mount()), file)));
  }

  private CompletableFuture<Void> run(int number, BiConsumer<ClientCall, HeldFile> action) {
    return make(
        number,
        (call, file) -> {
          action.accept(call, file);
          return null;
        });
  }

  private int add(HeldFile file) {
    synchronized (files) {
      files.put(++last, file);
      return last;
    }
  }

  private HeldFile remove(int number) {
    synchronized (files) {
      HeldFile file = files.remove(number);
      if (file == null) {
        throw unknown(number);
      }
      return file;
    }
  }

  private static void close(HeldFile file) {
    file.uses().writeLock().lock();
    try {
      file.fd().close();
    } finally {
      file.uses().writeLock().unlock();
      file.mount().changes().written(); // closing may write back
    }
  }

  private static long read(Fd fd, long address, Transfer transfer) {
    return transfer.offset() < 0
        ? LinuxFiles.readOnce(fd, address, transfer.size())
        : LinuxFiles.preadOnce(fd, address, transfer.size(), transfer.offset());
  }

  private static long write(Fd fd, long address, Transfer transfer) {
    return transfer.offset() < 0
        ? LinuxFiles.writeOnce(fd, address, transfer.size())
        : LinuxFiles.pwriteOnce(fd, address, transfer.size(), transfer.offset());
  }

  private static String name(String positioned, String plain, HeldFile file, Transfer transfer) {
    return transfer.offset() < 0
        ? String.format("%s(%s, %d bytes)", plain, quoted(file.path()), transfer.size())
        : String.format(
            "%s(%s, %d bytes at %d)",
            positioned, quoted(file.path()), transfer.size(), transfer.offset());
  }

  private static String name(String systemCall, HeldFile file) {
    return systemCall + "(" + quoted(file.path()) + ")";
  }

  private static RuntimeException unknown(int number) {
    return ClientCall.badRequest("file " + number, "there is no open file " + number);
  }
}
