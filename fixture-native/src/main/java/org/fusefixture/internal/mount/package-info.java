/**
 * FUSE mounts of this mount namespace: made, found in mountinfo, taken away, aborted. Depends on
 * {@code linux}.
 */
package org.fusefixture.internal.mount;
