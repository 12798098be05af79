/**
 * The system calls of Linux, typed, by subject: {@link org.fusefixture.internal.linux.LinuxFiles},
 * {@link org.fusefixture.internal.linux.LinuxPaths}, {@link
 * org.fusefixture.internal.linux.LinuxPipes}, {@link org.fusefixture.internal.linux.LinuxMemory},
 * {@link org.fusefixture.internal.linux.LinuxMounts}, {@link
 * org.fusefixture.internal.linux.LinuxProcesses} and more. Descriptors are owned by {@link
 * org.fusefixture.internal.linux.Fd}, memory by {@link
 * org.fusefixture.internal.linux.NativeBuffer}.
 *
 * <p>Methods throw {@link org.fusefixture.internal.linux.LinuxException}; those called {@code tryX}
 * are for hot paths, allocate nothing and return {@code -errno} instead, as the kernel itself does.
 * EINTR is handled here: every call is restarted, except close(2), which on Linux has closed the
 * descriptor even then (close(2), "Dealing with error returns").
 *
 * <p>The only package that may use jnr. Depends on {@code errno} and {@code protocol}.
 */
package org.fusefixture.internal.linux;
