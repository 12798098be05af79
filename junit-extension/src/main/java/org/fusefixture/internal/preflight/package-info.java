/**
 * Finds out what can run on this machine, and says in one line why something cannot. Depends on
 * {@code sandbox}, {@code control} and {@code filesystem}.
 */
package org.fusefixture.internal.preflight;
