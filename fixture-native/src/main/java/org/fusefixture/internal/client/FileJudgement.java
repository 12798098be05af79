package org.fusefixture.internal.client;

import static org.fusefixture.internal.client.ClientCall.quoted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxFiles;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.internal.oracle.Diagnosis;
import org.fusefixture.internal.oracle.Expectation;
import org.fusefixture.internal.oracle.FileHistory;
import org.fusefixture.internal.oracle.FileJudge;
import org.fusefixture.internal.oracle.FileReading;
import org.fusefixture.internal.oracle.Oracle;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.View;

/** Reads all that a client wrote back, and judges it. */
public final class FileJudgement {
  private final ClientCall call;
  private final Function<Expectation, IntegrityVerdict> stored;

  /**
   * @param stored judges a file where it is stored
   */
  public FileJudgement(ClientCall call, Function<Expectation, IntegrityVerdict> stored) {
    this.call = call;
    this.stored = stored;
  }

  /**
   * Judges every file under every name.
   *
   * @throws ControlException where a filesystem hangs or its server died
   */
  public IntegrityVerdict judge(List<View> views) {
    IntegrityVerdict verdict = IntegrityVerdict.EMPTY;
    for (String path : call.mount().oracle().paths()) {
      FileHistory history = call.mount().oracle().find(path);
      if (history == null) {
        continue; // unlinked meanwhile
      }
      if (!history.forgotten().isEmpty()) {
        verdict =
            verdict.plus(
                IntegrityVerdict.unjudged("\"" + path + "\", because " + history.forgotten()));
        continue;
      }
      verdict = verdict.plus(judge(path, history, views));
    }
    return verdict;
  }

  private IntegrityVerdict judge(String path, FileHistory history, List<View> views) {
    Map<View, IntegrityVerdict> readings = new EnumMap<>(View.class);
    views.forEach(view -> readings.put(view, judge(path, history, view)));
    boolean holds = readings.values().stream().allMatch(IntegrityVerdict::holds);
    return new Diagnosis(readings, holds ? Diagnosis.Stored.UNKNOWN : compareStored(path, history))
        .verdict();
  }

  /** Whether what every reader should see now is stored, however early that may be. */
  private Diagnosis.Stored compareStored(String path, FileHistory history) {
    long now = call.mount().oracle().tick();
    IntegrityVerdict verdict =
        stored.apply(history.expectation(path, 0, Long.MAX_VALUE, now, View.Promise.RETURNED));
    if (!verdict.unjudged().isEmpty()) {
      return Diagnosis.Stored.UNKNOWN;
    }
    return verdict.holds() ? Diagnosis.Stored.RIGHT : Diagnosis.Stored.DIFFERENT;
  }

  private IntegrityVerdict judge(String path, FileHistory history, View view) {
    Oracle oracle = call.mount().oracle();
    if (view == View.STORED) {
      call.mount().changes().changed(); // what is held back is stored before it is judged
      return stored.apply(
          history.expectation(path, 0, Long.MAX_VALUE, oracle.tick(), view.promise()));
    }
    boolean direct = view == View.DIRECT;
    int flags = OpenFlag.O_RDONLY | (direct ? OpenFlag.O_DIRECT : 0);
    String name = "open(" + quoted(path) + ", O_RDONLY" + (direct ? "|O_DIRECT)" : ")");
    try (Fd file =
            call.make(
                name, () -> LinuxPaths.openat(call.root(), ClientMount.relative(path), flags, 0));
        NativeBuffer window = NativeBuffer.allocate(FileReading.WINDOW)) {
      long size = call.make("fstat(" + quoted(path) + ")", () -> LinuxPaths.status(file).size());
      return FileReading.judge(
          FileReading.Reference.live(oracle, history, path, view.promise()),
          view,
          size,
          window.bytes(),
          (target, offset) -> {
            long address = window.address() + target.position();
            long bytes =
                call.make(
                    "pread("
                        + quoted(path)
                        + ", "
                        + target.remaining()
                        + " bytes at "
                        + offset
                        + ")",
                    () -> LinuxFiles.pread(file, address, target.remaining(), offset));
            target.position(target.position() + (int) bytes);
            return (int) bytes;
          });
    } catch (ControlException e) {
      return failure(path, history, view, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IntegrityVerdict failure(
      String path, FileHistory history, View view, ControlException failure) {
    int errno = failure.error().errno();
    if (errno == 0 || errno == Errno.ENOTCONN.number() || errno == Errno.ECONNABORTED.number()) {
      throw failure; // no verdict on the file: nobody serves it
    }
    if (view == View.DIRECT && errno == Errno.EINVAL.number()) {
      return IntegrityVerdict.unjudged(
          "\"" + path + "\" with O_DIRECT, which the filesystem does not allow");
    }
    return FileJudge.unreadable(path, history.size(view.promise()), view, failure.getMessage());
  }
}
