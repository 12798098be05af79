package org.fusefixture.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once in each transfer mode, isolation and kernel that {@link InModes} and {@link
 * FuseMount} name. An invocation is called, for example, {@code test [SPLICE, PROCESS, HOST]}.
 *
 * <p>An invocation fails if its test method runs for longer than the configuration parameter or
 * system property {@code fusefixture.timeout} says: a whole number and a unit, for example {@code
 * 90s}, or {@code off}; by default {@code 3min}. A {@link org.junit.jupiter.api.Timeout} on the
 * method or its class goes before it.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(FuseTestExtension.class)
public @interface FuseTest {}
