/**
 * Sandboxes: places with a kernel in which filesystems are mounted, served and used. What a sandbox
 * is, who starts one, and the registry through which a test JVM shares them. Depends on {@code
 * control} only; the kinds of sandboxes live in packages below and are found as services.
 */
package org.fusefixture.internal.sandbox;
