package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import org.fusefixture.internal.control.page.RangeVerification;
import org.fusefixture.internal.control.page.VerifyRequest;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.FileVerdict;

/** Reads a file through the mount, and judges it. */
public final class FileVerification {
  /**
   * Compares a range of a file with what a stamp says.
   *
   * @throws org.fusefixture.internal.control.ControlException of kind ERRNO where a call fails
   */
  public FileVerdict verify(CallProgress progress, ClientMount mount, VerifyRequest request) {
    int flags = OpenFlag.O_RDONLY | (request.direct() ? OpenFlag.O_DIRECT : 0);
    String path = quoted(request.path());
    Fd opened =
        ClientCall.perform(
            progress,
            mount,
            "open(" + path + ", O_RDONLY" + (request.direct() ? "|O_DIRECT)" : ")"),
            () -> LinuxPaths.openat(mount.root(), ClientMount.relative(request.path()), flags, 0));
    try (Fd file = opened;
        NativeBuffer window = NativeBuffer.allocate(RangeVerification.WINDOW)) {
      long size =
          ClientCall.perform(
              progress, mount, "fstat(" + path + ")", () -> LinuxPaths.status(file).size());
      return RangeVerification.verify(
          request,
          size,
          window.bytes(),
          (target, offset) -> {
            String call = "pread(" + path + ", " + target.remaining() + " bytes at " + offset + ")";
            long address = window.address() + target.position();
            long bytes =
                ClientCall.perform(
                    progress,
                    mount,
                    call,
                    () -> LinuxFiles.pread(file, address, target.remaining(), offset));
            target.position(target.position() + (int) bytes);
            return (int) bytes;
          });
    }
  }
}
