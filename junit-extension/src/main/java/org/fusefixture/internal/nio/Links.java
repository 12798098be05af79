package org.fusefixture.internal.nio;

import java.nio.file.CopyOption;
import java.nio.file.LinkOption;
import java.util.List;

/** Whether a symbolic link at the end of a path is followed. */
final class Links {
  private Links() {}

  static boolean followed(LinkOption... options) {
    return !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
  }

  static boolean followed(CopyOption... options) {
    return !List.of(options).contains(LinkOption.NOFOLLOW_LINKS);
  }
}
