package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.fusefixture.internal.control.file.AllocateRequest;
import org.fusefixture.internal.control.file.FilePosition;
import org.fusefixture.internal.control.file.FileTarget;
import org.fusefixture.internal.control.file.Interrupted;
import org.fusefixture.internal.control.file.OpenRequest;
import org.fusefixture.internal.control.file.OpenedFile;
import org.fusefixture.internal.control.file.SeekRequest;
import org.fusefixture.internal.control.file.SyncRequest;
import org.fusefixture.internal.control.file.TransferRequest;
import org.fusefixture.internal.control.file.Transferred;
import org.fusefixture.internal.control.file.TruncateRequest;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxException;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.posix.FileStatus;

/** The files that the client holds open, by number. */
public final class ClientFiles {
  private final Map<Integer, ClientFile> files = new TreeMap<>();
  private final ClientPages pages;
  private int last;

  public ClientFiles(ClientPages pages) {
    this.pages = pages;
  }

  /** openat(2). */
  public OpenedFile open(CallProgress progress, ClientMount mount, OpenRequest request) {
    Fd fd =
        ClientCall.perform(
            progress,
            mount,
            "open("
                + quoted(request.path())
                + ", flags 0"
                + Integer.toOctalString(request.flags())
                + ", mode 0"
                + Integer.toOctalString(request.mode())
                + ")",
            () ->
                LinuxPaths.openat(
                    mount.root(),
                    ClientMount.relative(request.path()),
                    request.flags(),
                    request.mode()));
    return new OpenedFile(
        add(new ClientFile(mount, request.path(), fd, FileRecord.opened(mount, request, fd))));
  }

  /** close(2). */
  public void close(CallProgress progress, FileTarget target) {
    ClientFile file = remove(target.file());
    ClientCall.run(progress, file.mount(), call("close", file), () -> close(file));
  }

  /** pread(2), or read(2) at the file's own position. */
  public Transferred read(CallProgress progress, TransferRequest request) {
    return using(
        request.file(),
        file ->
            pages.using(
                request.pages(),
                memory -> {
                  long address = memory.address(request.pagesOffset(), request.size());
                  memory.overwritten(request.pagesOffset(), request.size());
                  return new Transferred(
                      ClientCall.perform(
                          progress,
                          file.mount(),
                          transfer("pread", "read", file, request),
                          () ->
                              file.interruptions()
                                  .during(() -> read(file.fd(), address, request))));
                }));
  }

  /** pwrite(2), or write(2) at the file's own position. */
  public Transferred write(CallProgress progress, TransferRequest request) {
    return using(
        request.file(),
        file ->
            pages.using(
                request.pages(),
                memory -> {
                  long address = memory.address(request.pagesOffset(), request.size());
                  try {
                    return new Transferred(
                        ClientCall.perform(
                            progress,
                            file.mount(),
                            transfer("pwrite", "write", file, request),
                            () ->
                                file.record()
                                    .write(
                                        memory,
                                        request,
                                        () ->
                                            file.interruptions()
                                                .during(
                                                    () -> write(file.fd(), address, request)))));
                  } finally {
                    memory.writtenTo(file.mount()); // also after an error: a part may have gone
                  }
                }));
  }

  /** Interrupts the reads and writes of a file that are under way. */
  public Interrupted interrupt(FileTarget target) {
    return using(
        target.file(),
        file -> {
          try {
            return new Interrupted(file.interruptions().interrupt());
          } catch (LinuxException e) {
            throw ClientCall.failure("interrupt calls on " + quoted(file.path()), e);
          }
        });
  }

  /** fsync(2) or fdatasync(2). */
  public void sync(CallProgress progress, SyncRequest request) {
    use(
        request.file(),
        file -> {
          String name = request.dataOnly() ? "fdatasync" : "fsync";
          ClientCall.run(
              progress,
              file.mount(),
              call(name, file),
              () ->
                  file.record()
                      .sync(
                          () -> {
                            if (request.dataOnly()) {
                              LinuxFiles.fdatasync(file.fd());
                            } else {
                              LinuxFiles.fsync(file.fd());
                            }
                          }));
          file.mount().changes().written();
        });
  }

  /** ftruncate(2). */
  public void truncate(CallProgress progress, TruncateRequest request) {
    use(
        request.file(),
        file ->
            ClientCall.run(
                progress,
                file.mount(),
                "ftruncate(" + quoted(file.path()) + ", " + request.size() + " bytes)",
                () ->
                    file.record()
                        .truncate(
                            request.size(),
                            () -> LinuxFiles.ftruncate(file.fd(), request.size()))));
  }

  /** fallocate(2). */
  public void allocate(CallProgress progress, AllocateRequest request) {
    use(
        request.file(),
        file ->
            ClientCall.run(
                progress,
                file.mount(),
                String.format(
                    "fallocate(%s, mode 0x%x, %d bytes at %d)",
                    quoted(file.path()), request.mode(), request.length(), request.offset()),
                () ->
                    file.record()
                        .allocate(
                            request,
                            () ->
                                LinuxFiles.fallocate(
                                    file.fd(),
                                    request.mode(),
                                    request.offset(),
                                    request.length()))));
  }

  /** lseek(2). */
  public FilePosition seek(CallProgress progress, SeekRequest request) {
    return using(
        request.file(),
        file ->
            new FilePosition(
                ClientCall.perform(
                    progress,
                    file.mount(),
                    String.format(
                        "lseek(%s, %d, whence %d)",
                        quoted(file.path()), request.offset(), request.whence()),
                    () -> LinuxFiles.lseek(file.fd(), request.offset(), request.whence()))));
  }

  /** fstat(2). */
  public FileStatus status(CallProgress progress, FileTarget target) {
    return using(
        target.file(),
        file ->
            Statuses.of(
                ClientCall.perform(
                    progress,
                    file.mount(),
                    call("fstat", file),
                    () -> LinuxPaths.status(file.fd()))));
  }

  /** Closes all files of a mount; what went wrong, one line each. */
  public List<String> closeAll(CallProgress progress, ClientMount mount) {
    List<ClientFile> gone = new ArrayList<>();
    synchronized (files) {
      files.values().stream().filter(file -> file.mount() == mount).forEach(gone::add);
      files.values().removeAll(gone);
    }
    List<String> failures = new ArrayList<>();
    for (ClientFile file : gone) {
      progress.enter(call("close", file));
      try {
        close(file);
      } catch (LinuxException e) {
        failures.add(file + ": " + e.getMessage());
      }
    }
    return failures;
  }

  /** Number of the mount that an open file is on. */
  public int mountOf(int number) {
    return using(number, file -> file.mount().number());
  }

  /** What is open, for the detection of leaks. */
  public List<String> list() {
    synchronized (files) {
      return files.values().stream().map(ClientFile::toString).toList();
    }
  }

  /** Uses an open file, which is not closed meanwhile. */
  <T> T using(int number, Function<ClientFile, T> action) {
    ClientFile file;
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

  private void use(int number, java.util.function.Consumer<ClientFile> action) {
    using(
        number,
        file -> {
          action.accept(file);
          return null;
        });
  }

  private int add(ClientFile file) {
    synchronized (files) {
      files.put(++last, file);
      return last;
    }
  }

  private ClientFile remove(int number) {
    synchronized (files) {
      ClientFile file = files.remove(number);
      if (file == null) {
        throw unknown(number);
      }
      return file;
    }
  }

  private static void close(ClientFile file) {
    file.uses().writeLock().lock();
    try {
      file.fd().close();
    } finally {
      file.uses().writeLock().unlock();
      file.mount().changes().written(); // closing may write back
    }
  }

  private static long read(Fd fd, long address, TransferRequest request) {
    return request.offset() < 0
        ? LinuxFiles.readOnce(fd, address, request.size())
        : LinuxFiles.preadOnce(fd, address, request.size(), request.offset());
  }

  private static long write(Fd fd, long address, TransferRequest request) {
    return request.offset() < 0
        ? LinuxFiles.writeOnce(fd, address, request.size())
        : LinuxFiles.pwriteOnce(fd, address, request.size(), request.offset());
  }

  private static String transfer(
      String positioned, String plain, ClientFile file, TransferRequest request) {
    return request.offset() < 0
        ? String.format("%s(%s, %d bytes)", plain, quoted(file.path()), request.size())
        : String.format(
            "%s(%s, %d bytes at %d)",
            positioned, quoted(file.path()), request.size(), request.offset());
  }

  private static String call(String name, ClientFile file) {
    return name + "(" + quoted(file.path()) + ")";
  }

  private static RuntimeException unknown(int number) {
    return ClientCall.badRequest("file " + number, "there is no open file " + number);
  }
}
