package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import org.fusefixture.internal.control.RangeVerification;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.FileVerdict;

/** Reads a file through the mount, and judges it. */
public final class FileVerification {
  private FileVerification() {}

  /**
   * Compares a range of a file with what a stamp says.
   *
   * @throws org.fusefixture.internal.control.ControlException of kind ERRNO where a call fails
   */
  public static FileVerdict verify(ClientCall call, StampedFile file) {
    int flags = OpenFlag.O_RDONLY | (file.direct() ? OpenFlag.O_DIRECT : 0);
    String path = quoted(file.path());
    Fd opened =
        call.make(
            "open(" + path + ", O_RDONLY" + (file.direct() ? "|O_DIRECT)" : ")"),
            () -> LinuxPaths.openat(call.root(), ClientMount.relative(file.path()), flags, 0));
    try (Fd fd = opened;
        NativeBuffer window = NativeBuffer.allocate(RangeVerification.WINDOW)) {
      long size = call.make("fstat(" + path + ")", () -> LinuxPaths.status(fd).size());
      return RangeVerification.verify(
          file,
          size,
          window.bytes(),
          (target, offset) -> {
            String name = "pread(" + path + ", " + target.remaining() + " bytes at " + offset + ")";
            long address = window.address() + target.position();
            long bytes =
                call.make(name, () -> LinuxFiles.pread(fd, address, target.remaining(), offset));
            target.position(target.position() + (int) bytes);
            return (int) bytes;
          });
    }
  }
}
