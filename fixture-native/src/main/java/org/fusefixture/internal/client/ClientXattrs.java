package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fusefixture.internal.control.XattrService;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxXattrs;
import org.fusefixture.protocol.XattrName;

/** Extended attributes by path. */
public final class ClientXattrs implements XattrService {
  private final ClientCalls calls;

  public ClientXattrs(ClientCalls calls) {
    this.calls = calls;
  }

  @Override
  public CompletableFuture<Void> setxattr(
      int mount, String path, String name, byte[] value, int flags, boolean followLinks) {
    String rest = ", " + value.length + " bytes, flags " + flags;
    return calls.run(
        mount,
        call ->
            call.run(
                text("setxattr", path, name, rest),
                () ->
                    LinuxXattrs.set(
                        call.mount().absolute(path),
                        followLinks,
                        LinuxPath.of(name),
                        value,
                        flags)));
  }

  @Override
  public CompletableFuture<byte[]> getxattr(
      int mount, String path, String name, boolean followLinks) {
    return calls.on(
        mount,
        call ->
            call.make(
                text("getxattr", path, name, ""),
                () ->
                    LinuxXattrs.get(call.mount().absolute(path), followLinks, LinuxPath.of(name))));
  }

  @Override
  public CompletableFuture<List<String>> listxattr(int mount, String path, boolean followLinks) {
    return calls.on(
        mount,
        call ->
            call.make(
                "listxattr(" + quoted(path) + ")",
                () ->
                    LinuxXattrs.list(call.mount().absolute(path), followLinks).stream()
                        .map(XattrName::toString)
                        .toList()));
  }

  @Override
  public CompletableFuture<Void> removexattr(
      int mount, String path, String name, boolean followLinks) {
    return calls.run(
        mount,
        call ->
            call.run(
                text("removexattr", path, name, ""),
                () ->
                    LinuxXattrs.remove(
                        call.mount().absolute(path), followLinks, LinuxPath.of(name))));
  }

  private static String text(String systemCall, String path, String name, String rest) {
    return systemCall + "(" + quoted(path) + ", " + quoted(name) + rest + ")";
  }
}
