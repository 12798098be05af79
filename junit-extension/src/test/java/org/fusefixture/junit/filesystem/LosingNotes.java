package org.fusefixture.junit.filesystem;

/** Notes that lose what they have acknowledged, and say so at the end. */
public final class LosingNotes extends NotesFileSystem {
  @Override
  public void stop() {
    super.stop();
    throw new IllegalStateException("the disk refused the last note");
  }
}
