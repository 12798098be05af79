package org.fusefixture.client;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.fusefixture.linux.Fd;

/**
 * An open file.
 *
 * @param uses held for reading by calls under way and for writing by close, so that a number that
 *     is used again is never met
 */
record ClientFile(ClientMount mount, String path, Fd fd, ReadWriteLock uses) {
  ClientFile(ClientMount mount, String path, Fd fd) {
    this(mount, path, fd, new ReentrantReadWriteLock());
  }

  @Override
  public String toString() {
    return "file \"" + path + "\" of mount " + mount.number() + " (" + fd + ")";
  }
}
