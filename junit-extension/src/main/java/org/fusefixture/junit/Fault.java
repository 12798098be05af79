package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A fault that is set before each test on the mount, and reset after it; the test fails if the
 * fault never fired. On a class it applies to all tests, on a method to that test, in addition to
 * those of the class.
 *
 * <pre>{@code
 * @Fault("on: WRITE, path: notes, nth: 3, fail: EIO")
 * }</pre>
 */
@Documented
@Inherited
@Repeatable(Fault.List.class)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Fault {
  /** {@return a rule, as {@link org.fusefixture.fault.Rule} prints it; see docs/faults.md} */
  String value();

  /** Several. */
  @Documented
  @Inherited
  @Target({ElementType.TYPE, ElementType.METHOD})
  @Retention(RetentionPolicy.RUNTIME)
  @interface List {
    /** {@return the faults, in the order in which they are set} */
    Fault[] value();
  }
}
