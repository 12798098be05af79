package org.fusefixture.assertion;

import org.assertj.core.error.BasicErrorMessageFactory;

/** Reading ended before the end of the file. */
final class ShouldBeReadToItsEnd extends BasicErrorMessageFactory {
  ShouldBeReadToItsEnd(String path, String how, long read, long size) {
    super(
        "%nExpecting \"%s\", read %s, to be readable up to its size of%n  %s bytes%nbut only%n  %s bytes%n"
            + "came. Look at the sizes that READ and GETATTR of the filesystem give.",
        unquotedString(path), unquotedString(how), size, read);
  }
}
