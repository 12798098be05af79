package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.fusefixture.internal.client.CallProgress;
import org.fusefixture.internal.client.ClientFiles;
import org.fusefixture.internal.control.file.AllocateRequest;
import org.fusefixture.internal.control.file.FilePosition;
import org.fusefixture.internal.control.file.FileService;
import org.fusefixture.internal.control.file.FileTarget;
import org.fusefixture.internal.control.file.Interrupted;
import org.fusefixture.internal.control.file.OpenRequest;
import org.fusefixture.internal.control.file.OpenedFile;
import org.fusefixture.internal.control.file.SeekRequest;
import org.fusefixture.internal.control.file.SyncRequest;
import org.fusefixture.internal.control.file.TransferRequest;
import org.fusefixture.internal.control.file.Transferred;
import org.fusefixture.internal.control.file.TruncateRequest;
import org.fusefixture.posix.FileStatus;

/** Calls on open files, each on a thread of its own and under the time limit of its mount. */
final class FileEndpoint implements FileService {
  private final MountTable mounts;
  private final ClientFiles files;
  private final TimedCalls calls;

  FileEndpoint(MountTable mounts, ClientFiles files, TimedCalls calls) {
    this.mounts = mounts;
    this.files = files;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<OpenedFile> open(OpenRequest request) {
    AgentMount mount = mounts.get(request.mount());
    return calls.on(
        mount, mount.requestTimeout(), progress -> files.open(progress, mount.client(), request));
  }

  @Override
  public CompletableFuture<Void> close(FileTarget target) {
    return run(target.file(), target, files::close);
  }

  @Override
  public CompletableFuture<Transferred> read(TransferRequest request) {
    return call(request.file(), request, files::read);
  }

  @Override
  public CompletableFuture<Transferred> write(TransferRequest request) {
    return call(request.file(), request, files::write);
  }

  /** Not under the limit of the mount: this calls no filesystem. */
  @Override
  public CompletableFuture<Interrupted> interrupt(FileTarget target) {
    return calls.later(() -> files.interrupt(target));
  }

  @Override
  public CompletableFuture<Void> sync(SyncRequest request) {
    return run(request.file(), request, files::sync);
  }

  @Override
  public CompletableFuture<Void> truncate(TruncateRequest request) {
    return run(request.file(), request, files::truncate);
  }

  @Override
  public CompletableFuture<Void> allocate(AllocateRequest request) {
    return run(request.file(), request, files::allocate);
  }

  @Override
  public CompletableFuture<FilePosition> seek(SeekRequest request) {
    return call(request.file(), request, files::seek);
  }

  @Override
  public CompletableFuture<FileStatus> status(FileTarget target) {
    return call(target.file(), target, files::status);
  }

  private <Q, T> CompletableFuture<T> call(
      int file, Q request, BiFunction<CallProgress, Q, T> action) {
    AgentMount mount = mounts.get(files.mountOf(file));
    return calls.on(mount, mount.requestTimeout(), progress -> action.apply(progress, request));
  }

  private <Q> CompletableFuture<Void> run(int file, Q request, BiConsumer<CallProgress, Q> action) {
    return call(
        file,
        request,
        (progress, asked) -> {
          action.accept(progress, asked);
          return null;
        });
  }
}
