package org.fusefixture.internal.gallery;

import java.util.Optional;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.FilesystemMount;

/** A filesystem of the gallery in a mode. */
record GalleryCase(Class<? extends FuseFilesystem> member, TransferMode mode) {
  FilesystemMount mount() {
    return GalleryMembers.mount(member, mode);
  }

  /** Why it cannot run here, if it cannot. */
  Optional<String> obstacle() {
    return mount().obstacle().map(reason -> this + " cannot run here: " + reason);
  }

  @Override
  public String toString() {
    return member.getSimpleName() + " " + mode;
  }
}
