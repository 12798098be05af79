package org.fusefixture.internal.gallery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.oracle.Breach;

/** Says what is wrong with a filesystem, and how that must be found out. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Broken {
  /** The bug in one sentence, for the table of the gallery. */
  String bug();

  /** Where a bug of the kind was seen: {@code owner/project#number} on GitHub. */
  String[] seenIn();

  /** The class of breach that it must be found guilty of. */
  Breach.Kind verdict();

  /** Further classes that follow from the bug, and that it may be found guilty of as well. */
  Breach.Kind[] alsoShows() default {};

  /** In SPLICE_USER_PAGES, further classes that it must be found guilty of. */
  Breach.Kind[] inUserPages() default {};

  /** The modes in which the bug can show. */
  TransferMode[] modes() default {
    TransferMode.COPY, TransferMode.SPLICE, TransferMode.SPLICE_USER_PAGES
  };
}
