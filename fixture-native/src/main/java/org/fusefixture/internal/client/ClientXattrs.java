package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.util.Base64;
import org.fusefixture.internal.control.file.StatusRequest;
import org.fusefixture.internal.control.file.XattrNames;
import org.fusefixture.internal.control.file.XattrRequest;
import org.fusefixture.internal.control.file.XattrValue;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxXattrs;

/** Extended attributes by path. */
public final class ClientXattrs {
  /** setxattr(2). */
  public void set(CallProgress progress, ClientMount mount, XattrRequest request) {
    byte[] value = Base64.getDecoder().decode(request.value());
    ClientCall.run(
        progress,
        mount,
        call("setxattr", request, ", " + value.length + " bytes, flags " + request.flags()),
        () ->
            LinuxXattrs.set(
                mount.absolute(request.path()),
                request.followLinks(),
                LinuxPath.of(request.name()),
                value,
                request.flags()));
  }

  /** getxattr(2). */
  public XattrValue get(CallProgress progress, ClientMount mount, XattrRequest request) {
    byte[] value =
        ClientCall.perform(
            progress,
            mount,
            call("getxattr", request, ""),
            () ->
                LinuxXattrs.get(
                    mount.absolute(request.path()),
                    request.followLinks(),
                    LinuxPath.of(request.name())));
    return new XattrValue(Base64.getEncoder().encodeToString(value));
  }

  /** listxattr(2). */
  public XattrNames list(CallProgress progress, ClientMount mount, StatusRequest request) {
    return new XattrNames(
        ClientCall.perform(
            progress,
            mount,
            "listxattr(" + quoted(request.path()) + ")",
            () -> LinuxXattrs.list(mount.absolute(request.path()), request.followLinks())));
  }

  /** removexattr(2). */
  public void remove(CallProgress progress, ClientMount mount, XattrRequest request) {
    ClientCall.run(
        progress,
        mount,
        call("removexattr", request, ""),
        () ->
            LinuxXattrs.remove(
                mount.absolute(request.path()),
                request.followLinks(),
                LinuxPath.of(request.name())));
  }

  private static String call(String name, XattrRequest request, String rest) {
    return name + "(" + quoted(request.path()) + ", " + quoted(request.name()) + rest + ")";
  }
}
