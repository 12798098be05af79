package org.fusefixture.internal.client;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fusefixture.internal.linux.Fd;

/**
 * An open file.
 *
 * @param record of what is written to it
 * @param uses held for reading by calls under way and for writing by close, so that a number that
 *     is used again is never met
 * @param interruptions the threads that can be interrupted
 */
record ClientFile(
    ClientMount mount,
    String path,
    Fd fd,
    FileRecord record,
    ReadWriteLock uses,
    Interruptions interruptions) {
  ClientFile(ClientMount mount, String path, Fd fd, FileRecord record) {
    this(mount, path, fd, record, new ReentrantReadWriteLock(), new Interruptions());
  }

  @Override
  public String toString() {
    return "file \"" + path + "\" of mount " + mount.number() + " (" + fd + ")";
  }
}
