package org.fusefixture.assertion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.error.ErrorMessageFactory;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.report.LateAccess;
import org.fusefixture.stamp.FileVerdict;
import org.fusefixture.stamp.Stamp;
import org.fusefixture.stamp.StampVerdict;

/** Failures about the content and the size of files. */
final class ContentMessages {
  private static final int MOST_PATHS = 3;

  private ContentMessages() {}

  /** A file holds something else than its stamp. */
  static Message shouldHoldStamp(String path, String how, StampVerdict verdict) {
    return new Message(
        "%nExpecting \"%s\", read %s, to hold%n  [%s]%nbut%n  %s%n"
            + "LATER_GENERATION means that the filesystem looked at the client's pages after its "
            + "reply: consume the payload before it, and see the late accesses of "
            + "server().report().",
        path, how, verdict.expected().toString(), verdict.toString());
  }

  /** An empty file holds no stamp. */
  static Message shouldHaveContent(String path, String how, Stamp expected) {
    return new Message(
        "%nExpecting \"%s\", read %s, to hold%n  [%s]%nbut it is empty.%n"
            + "Check whether its writes reached the server: server().report().",
        path, how, expected.toString());
  }

  /** Reading ended before the end of the file. */
  static Message shouldBeReadToItsEnd(String path, String how, long read, long size) {
    return new Message(
        "%nExpecting \"%s\", read %s, to be readable up to its size of%n  %s bytes%nbut only%n  %s"
            + " bytes%ncame. Look at the sizes that READ and GETATTR of the filesystem give.",
        path, how, size, read);
  }

  /** A file has another size. */
  static Message shouldHaveFileSize(String path, ByteSize expected, ByteSize size) {
    return new Message(
        "%nExpecting stat(2) of \"%s\" to give a size of%n  %s%nbut it gives%n  %s%n"
            + "Look at what WRITE, SETATTR and GETATTR of the filesystem do to the size.",
        path, expected, size);
  }

  /**
   * Files do not hold what the client wrote.
   *
   * @param mount where it is mounted, and in which mode
   */
  static Message shouldKeepWhatWasWritten(
      String mount, IntegrityVerdict verdict, List<LateAccess> late) {
    List<String> paths =
        verdict.first().stream().map(IntegrityVerdict.DamagedRange::path).distinct().toList();
    String files =
        paths.stream().limit(MOST_PATHS).collect(Collectors.joining("\", \"", "\"", "\""))
            + (paths.size() > MOST_PATHS ? " and " + (paths.size() - MOST_PATHS) + " more" : "");
    return new Message(
        "%nExpecting %s to hold what was written, but it does not.%n%s%nMount: %s%n%s",
        files,
        verdict.toString(),
        mount,
        late.isEmpty()
            ? "No payload was touched after its reply."
            : "Payloads touched after their reply:\n" + LateAccessMessages.of(late));
  }

  /** What is wrong, if anything is; an empty or shortened file holds no stamp. */
  static Optional<ErrorMessageFactory> find(String path, String how, FileVerdict verdict) {
    if (verdict.fileSize() == 0) {
      return Optional.of(shouldHaveContent(path, how, verdict.verdict().expected()));
    }
    if (!verdict.verdict().holds()) {
      return Optional.of(shouldHoldStamp(path, how, verdict.verdict()));
    }
    if (verdict.verdict().size() < verdict.fileSize()) {
      return Optional.of(
          shouldBeReadToItsEnd(path, how, verdict.verdict().size(), verdict.fileSize()));
    }
    return Optional.empty();
  }
}
