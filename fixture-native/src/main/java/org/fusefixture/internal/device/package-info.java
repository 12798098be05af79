/**
 * Whole messages through /dev/fuse: received by read(2) or splice(2), sent by write(2) or
 * splice(2). Knows what each error of the device means. Depends on {@code linux} and {@code
 * splice}.
 */
package org.fusefixture.internal.device;
