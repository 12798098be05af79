package org.fusefixture.internal.gallery;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.FilesystemMount;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sample.mirror.MirrorFileSystem;

/** The filesystems of the gallery, found by their annotations. */
final class GalleryMembers {
  /** Small enough to be filled. */
  private static final String CAPACITY = "6m";

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private GalleryMembers() {}

  static List<Class<? extends FuseFilesystem>> broken() {
    return annotated(Broken.class);
  }

  /** Those that are right, however unusual; the plain ones among them. */
  static List<Class<? extends FuseFilesystem>> right() {
    List<Class<? extends FuseFilesystem>> all = new ArrayList<>(annotated(Unusual.class));
    all.add(MemoryFileSystem.class);
    all.add(MirrorFileSystem.class);
    return all;
  }

  static FilesystemMount mount(Class<? extends FuseFilesystem> member, TransferMode mode) {
    boolean patched = mode == TransferMode.SPLICE_USER_PAGES;
    FilesystemMount mount =
        FilesystemMount.of(member)
            .withMode(mode)
            .withKernel(patched ? Kernel.PATCHED : Kernel.HOST)
            .withTimeout(patched ? TIMEOUT.multipliedBy(4) : TIMEOUT);
    return member == MirrorFileSystem.class ? mount : mount.withOption("capacity", CAPACITY);
  }

  private static List<Class<? extends FuseFilesystem>> annotated(
      Class<? extends Annotation> annotation) {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.fusefixture.internal.gallery", "org.fusefixture.sample.broken")
            .stream()
            .filter(type -> type.isAnnotatedWith(annotation))
            .map(type -> type.reflect().<FuseFilesystem>asSubclass(FuseFilesystem.class))
            .sorted(Comparator.comparing(Class::getSimpleName))
            .<Class<? extends FuseFilesystem>>map(type -> type)
            .toList();
  }
}
