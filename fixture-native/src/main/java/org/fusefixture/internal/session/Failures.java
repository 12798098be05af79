package org.fusefixture.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.protocol.Unique;
import org.fusefixture.report.FilesystemFailure;

/** What a filesystem did wrong: the first of it, and how often in all. */
final class Failures implements Dispatcher.FailureListener {
  private static final int MOST = 100;

  private final List<FilesystemFailure> first = new ArrayList<>();
  private long count;

  @Override
  public synchronized void failed(Opcode opcode, long unique, Throwable failure) {
    count++;
    if (first.size() < MOST) {
      first.add(FilesystemFailure.of(opcode, new Unique(unique), failure));
    }
  }

  synchronized List<FilesystemFailure> first() {
    return List.copyOf(first);
  }

  synchronized long count() {
    return count;
  }
}
