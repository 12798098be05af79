/**
 * The trace of a mount: its events as values, and the way they are shown. Depends on {@code
 * filesystem}.
 */
package org.fusefixture.trace;
