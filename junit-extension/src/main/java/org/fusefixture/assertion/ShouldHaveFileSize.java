package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;

/** A file has another size. */
final class ShouldHaveFileSize extends BasicErrorMessageFactory {
  ShouldHaveFileSize(String path, long expected, long size) {
    super(
        "%nExpecting stat(2) of \"%s\" to give a size of%n  %s bytes%nbut it gives%n  %s bytes%n"
            + "Look at what WRITE, SETATTR and GETATTR of the filesystem do to the size.",
        unquotedString(path), expected, size);
  }
}
