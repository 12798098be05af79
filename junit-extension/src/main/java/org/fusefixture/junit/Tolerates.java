package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a test expects what would fail it otherwise, for example because it tests a broken
 * filesystem. On a class it holds for all its tests, together with what a method says. See {@link
 * MountedFilesystem#tolerate} for what is known in the course of a test only.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Tolerates {
  /** What is expected. */
  MountBreach[] value();
}
