package org.fusefixture.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.fusefixture.control.ControlError;
import org.fusefixture.control.ControlException;
import org.fusefixture.control.page.FileVerdict;
import org.fusefixture.control.page.RangeVerification;
import org.fusefixture.control.page.VerifyRequest;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.StoredContent;

/** Judges what a filesystem stored, past mount and page cache. */
final class StoredVerification {
  private StoredVerification() {}

  static FileVerdict verify(FuseFilesystem filesystem, VerifyRequest request) {
    String call = "verifyStored(\"" + request.path() + "\")";
    if (!(filesystem instanceof StoredContent content)) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              call,
              filesystem.getClass().getName()
                  + " does not implement "
                  + StoredContent.class.getSimpleName()
                  + "; verify the file through the mount instead"));
    }
    try {
      return RangeVerification.verify(
          request,
          content.storedSize(request.path()),
          ByteBuffer.allocateDirect(RangeVerification.WINDOW),
          (target, offset) -> content.readStored(request.path(), offset, target));
    } catch (NoSuchFileException e) {
      throw new ControlException(
          new ControlError(
              ControlError.Kind.ERRNO,
              call,
              Errno.ENOENT.number(),
              "the filesystem has stored no such file",
              ""),
          e);
    } catch (ErrnoException e) {
      throw new ControlException(
          new ControlError(
              ControlError.Kind.ERRNO,
              call,
              e.errno().number(),
              "its stored content cannot be read: " + e.getMessage(),
              ""),
          e);
    } catch (IOException | UncheckedIOException e) {
      throw Failures.ofFilesystem("its stored content cannot be read: " + e, call, e);
    }
  }
}
