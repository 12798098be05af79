/**
 * The sandbox on the patched kernel: a Linux that runs as a process (User Mode Linux), with an
 * agent on its serial line. Depends on {@code kernel}, {@code control} and {@code sandbox.host}.
 */
package org.fusefixture.internal.sandbox.guest;
