package org.fusefixture.internal.gallery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what is unusual about a right filesystem of the gallery. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Unusual {
  /** In one sentence, for the table of the gallery. */
  String value();
}
