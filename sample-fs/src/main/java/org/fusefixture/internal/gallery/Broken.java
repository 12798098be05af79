package org.fusefixture.internal.gallery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.oracle.Breach.Kind;
import org.fusefixture.oracle.Cause;

/** Describes the bug of a filesystem of the gallery, and the verdict that must find it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Broken {
  /** The bug in one sentence, for the table of the gallery. */
  String bug();

  /** Where such a bug was seen: {@code owner/project#number} on GitHub. */
  String[] seenIn();

  /** The breach that the verdict must name. */
  Kind verdict();

  /** What the first line of the verdict must name. */
  Cause cause();

  /** Further breaches that follow from the bug and that the verdict may name. */
  Kind[] alsoShows() default {};

  /** Further breaches that the verdict must name in SPLICE_USER_PAGES. */
  Kind[] inUserPages() default {};

  /** The modes in which the bug can show. */
  TransferMode[] modes() default {
    TransferMode.COPY, TransferMode.SPLICE, TransferMode.SPLICE_USER_PAGES
  };
}
