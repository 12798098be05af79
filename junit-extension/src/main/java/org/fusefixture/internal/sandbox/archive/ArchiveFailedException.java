package org.fusefixture.internal.sandbox.archive;

/** An archive cannot be made here, now or later. */
final class ArchiveFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ArchiveFailedException(String message) {
    super(message);
  }
}
