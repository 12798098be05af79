package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Files with faults, in YAML or JSON. The faults are set before each test on the mount and reset
 * after it; see {@link org.fusefixture.fault.Scenario}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface FaultScenario {
  /**
   * {@return the files} Each is a resource on the class path, searched beside the test class and
   * then at the root, or else a file.
   */
  String[] value();
}
