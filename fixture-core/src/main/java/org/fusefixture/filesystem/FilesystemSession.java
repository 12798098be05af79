package org.fusefixture.filesystem;

import org.fusefixture.protocol.SessionParameters;

/** The session that serves a filesystem, as the filesystem sees it. */
public interface FilesystemSession {
  /** {@return how payloads travel} */
  TransferMode mode();

  /** {@return the parameters agreed on with the kernel} */
  SessionParameters parameters();

  /** {@return what sends the kernel notifications of changes that it does not know} */
  Notifier notifier();
}
