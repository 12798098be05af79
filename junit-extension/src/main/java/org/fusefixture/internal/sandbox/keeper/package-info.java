/**
 * What a sandbox has outside of itself: the runtime directory, and the keeper, a shell that
 * outlives this JVM and cleans up on the host. Depends on {@code sandbox}.
 */
package org.fusefixture.internal.sandbox.keeper;
