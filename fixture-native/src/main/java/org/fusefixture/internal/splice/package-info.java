/**
 * Pipes that carry messages and file content between descriptors without a copy through memory, and
 * the account of what is in them. Depends on {@code linux}.
 */
package org.fusefixture.internal.splice;
