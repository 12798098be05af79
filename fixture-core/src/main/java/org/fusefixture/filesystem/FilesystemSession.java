package org.fusefixture.filesystem;

import org.fusefixture.protocol.SessionParameters;

/** What a filesystem knows of the session that it is served in. */
public interface FilesystemSession {
  /** How payloads come. */
  TransferMode mode();

  /** What was agreed on with the kernel. */
  SessionParameters parameters();

  /** Tells the kernel of changes that did not come through it. */
  Notifier notifier();
}
