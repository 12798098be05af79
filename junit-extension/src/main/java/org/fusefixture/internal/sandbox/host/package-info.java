/**
 * What a sandbox has outside of itself: the runtime directory, and the host shell, a process that
 * outlives this JVM and cleans up on the host. Depends on {@code sandbox}.
 */
package org.fusefixture.internal.sandbox.host;
