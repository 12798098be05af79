package org.fusefixture.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.StoredContent;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.RangeVerification;
import org.fusefixture.internal.control.VerdictService.StampedFile;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.internal.oracle.FileJudge;
import org.fusefixture.internal.oracle.FileReading;
import org.fusefixture.internal.session.MessageFilesystem;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;
import org.fusefixture.stamp.FileVerdict;

/** Judges what a filesystem stored, past mount and page cache. */
final class StoredVerification {
  private StoredVerification() {}

  /** Compares with what a client wrote; a filesystem that cannot tell is not judged. */
  static IntegrityVerdict judge(FuseFilesystem filesystem, Expectation expectation) {
    String path = expectation.path();
    if (!(filesystem instanceof StoredContent content)) {
      return IntegrityVerdict.unjudged("what is stored of \"" + path + "\": " + unseen(filesystem));
    }
    try {
      return FileReading.judge(
          FileReading.Reference.fixed(expectation),
          View.STORED,
          content.storedSize(path),
          ByteBuffer.allocateDirect(FileReading.WINDOW),
          (target, offset) -> content.readStored(path, offset, target));
    } catch (NoSuchFileException e) {
      return expectation.size().mayBeMissing()
          ? IntegrityVerdict.EMPTY
          : FileJudge.unreadable(path, expectation.size(), View.STORED, "no such file");
    } catch (IOException e) {
      throw ControlFailures.ofFilesystem(
          "its stored content cannot be read: " + e, "judgeStored(\"" + path + "\")", e);
    }
  }

  private static String unseen(FuseFilesystem filesystem) {
    return filesystem instanceof MessageFilesystem
        ? "the program keeps its data to itself"
        : filesystem.getClass().getName()
            + " does not implement "
            + StoredContent.class.getSimpleName();
  }

  static FileVerdict verify(FuseFilesystem filesystem, StampedFile file) {
    String call = "verifyStored(\"" + file.path() + "\")";
    if (!(filesystem instanceof StoredContent content)) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              call,
              unseen(filesystem) + "; verify the file through the mount instead"));
    }
    try {
      return RangeVerification.verify(
          file,
          content.storedSize(file.path()),
          ByteBuffer.allocateDirect(RangeVerification.WINDOW),
          (target, offset) -> content.readStored(file.path(), offset, target));
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
      throw ControlFailures.ofFilesystem("its stored content cannot be read: " + e, call, e);
    }
  }
}
