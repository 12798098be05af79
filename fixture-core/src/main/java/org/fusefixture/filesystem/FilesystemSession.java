package org.fusefixture.filesystem;

import org.fusefixture.protocol.SessionParameters;

/** The session that serves a filesystem, as the filesystem sees it. */
public interface FilesystemSession {
  /** How payloads travel. */
  TransferMode mode();

  /** The parameters agreed on with the kernel. */
  SessionParameters parameters();

  /** Sends the kernel notifications of changes that it does not know. */
  Notifier notifier();
}
