/**
 * The system calls of Linux, typed, by subject: {@link org.fusefixture.linux.LinuxFiles}, {@link
 * org.fusefixture.linux.LinuxPaths}, {@link org.fusefixture.linux.LinuxPipes}, {@link
 * org.fusefixture.linux.LinuxMemory}, {@link org.fusefixture.linux.LinuxMounts}, {@link
 * org.fusefixture.linux.LinuxProcesses} and more. Descriptors are owned by {@link
 * org.fusefixture.linux.Fd}, memory by {@link org.fusefixture.linux.NativeBuffer}.
 *
 * <p>Methods throw {@link org.fusefixture.linux.LinuxException}; those called {@code tryX} are for
 * hot paths, allocate nothing and return {@code -errno} instead, as the kernel itself does. EINTR
 * is handled here: every call is restarted, except close(2), which on Linux has closed the
 * descriptor even then (close(2), "Dealing with error returns").
 *
 * <p>The only package that may use jnr. Depends on {@code errno} and {@code protocol}.
 */
package org.fusefixture.linux;
