package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Permits breaches that would fail a test, for example of a broken filesystem. An annotation of the
 * class applies to all its tests, in addition to that of a method. Use {@link
 * MountedFilesystem#tolerate} if a test knows them only while it runs.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Tolerates {
  /** {@return the breaches that the test permits} */
  MountBreach[] value();
}
