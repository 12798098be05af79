package org.fusefixture.internal.agent;

import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.client.CallProgress;
import org.fusefixture.internal.client.ClientMount;
import org.fusefixture.internal.client.ClientPaths;
import org.fusefixture.internal.client.ClientXattrs;
import org.fusefixture.internal.control.file.AccessRequest;
import org.fusefixture.internal.control.file.DirectoryListing;
import org.fusefixture.internal.control.file.LinkRequest;
import org.fusefixture.internal.control.file.LinkText;
import org.fusefixture.internal.control.file.ModeRequest;
import org.fusefixture.internal.control.file.OwnerRequest;
import org.fusefixture.internal.control.file.PathService;
import org.fusefixture.internal.control.file.PathTarget;
import org.fusefixture.internal.control.file.RenameRequest;
import org.fusefixture.internal.control.file.StatusRequest;
import org.fusefixture.internal.control.file.TimesRequest;
import org.fusefixture.internal.control.file.XattrNames;
import org.fusefixture.internal.control.file.XattrRequest;
import org.fusefixture.internal.control.file.XattrValue;
import org.fusefixture.posix.FileStatus;
import org.fusefixture.posix.FilesystemStatus;

/** Calls by path, each on a thread of its own and under the time limit of its mount. */
final class PathEndpoint implements PathService {
  private final MountTable mounts;
  private final TimedCalls calls;
  private final ClientPaths paths = new ClientPaths();
  private final ClientXattrs xattrs = new ClientXattrs();

  PathEndpoint(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  @Override
  public CompletableFuture<FileStatus> status(StatusRequest request) {
    return call(request.mount(), request, paths::status);
  }

  @Override
  public CompletableFuture<Void> access(AccessRequest request) {
    return run(request.mount(), request, paths::access);
  }

  @Override
  public CompletableFuture<DirectoryListing> list(PathTarget target) {
    return call(target.mount(), target, paths::list);
  }

  @Override
  public CompletableFuture<Void> mkdir(ModeRequest request) {
    return run(request.mount(), request, paths::mkdir);
  }

  @Override
  public CompletableFuture<Void> mknod(ModeRequest request) {
    return run(request.mount(), request, paths::mknod);
  }

  @Override
  public CompletableFuture<Void> unlink(PathTarget target) {
    return run(target.mount(), target, paths::unlink);
  }

  @Override
  public CompletableFuture<Void> rmdir(PathTarget target) {
    return run(target.mount(), target, paths::rmdir);
  }

  @Override
  public CompletableFuture<Void> rename(RenameRequest request) {
    return run(request.mount(), request, paths::rename);
  }

  @Override
  public CompletableFuture<Void> symlink(LinkRequest request) {
    return run(request.mount(), request, paths::symlink);
  }

  @Override
  public CompletableFuture<Void> link(LinkRequest request) {
    return run(request.mount(), request, paths::link);
  }

  @Override
  public CompletableFuture<LinkText> readlink(PathTarget target) {
    return call(target.mount(), target, paths::readlink);
  }

  @Override
  public CompletableFuture<Void> chmod(ModeRequest request) {
    return run(request.mount(), request, paths::chmod);
  }

  @Override
  public CompletableFuture<Void> chown(OwnerRequest request) {
    return run(request.mount(), request, paths::chown);
  }

  @Override
  public CompletableFuture<Void> setTimes(TimesRequest request) {
    return run(request.mount(), request, paths::setTimes);
  }

  @Override
  public CompletableFuture<Void> setxattr(XattrRequest request) {
    return run(request.mount(), request, xattrs::set);
  }

  @Override
  public CompletableFuture<XattrValue> getxattr(XattrRequest request) {
    return call(request.mount(), request, xattrs::get);
  }

  @Override
  public CompletableFuture<XattrNames> listxattr(StatusRequest request) {
    return call(request.mount(), request, xattrs::list);
  }

  @Override
  public CompletableFuture<Void> removexattr(XattrRequest request) {
    return run(request.mount(), request, xattrs::remove);
  }

  @Override
  public CompletableFuture<FilesystemStatus> statfs(PathTarget target) {
    return call(target.mount(), target, paths::statfs);
  }

  private <Q, T> CompletableFuture<T> call(int number, Q request, Call<Q, T> action) {
    AgentMount mount = mounts.get(number);
    return calls.on(
        mount, mount.requestTimeout(), progress -> action.make(progress, mount.client(), request));
  }

  private <Q> CompletableFuture<Void> run(int number, Q request, Action<Q> action) {
    return call(
        number,
        request,
        (progress, mount, asked) -> {
          action.make(progress, mount, asked);
          return null;
        });
  }

  /** A client call that returns something. */
  @FunctionalInterface
  private interface Call<Q, T> {
    T make(CallProgress progress, ClientMount mount, Q request);
  }

  /** A client call that returns nothing. */
  @FunctionalInterface
  private interface Action<Q> {
    void make(CallProgress progress, ClientMount mount, Q request);
  }
}
