package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Files with faults, in YAML or JSON, that are set before each test on the mount and reset after
 * it; see {@link org.fusefixture.fault.FaultScenario}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Scenario {
  /**
   * Each a resource on the class path, looked for beside the test class and then from the root, or
   * else a file.
   */
  String[] value();
}
