/**
 * Records what a session does into preallocated rings, and decodes it once somebody asks. Depends
 * on {@code trace}, {@code filesystem}, {@code protocol}, {@code internal.wire} and {@code errno}.
 *
 * <p>Times are those of CLOCK_MONOTONIC in nanoseconds, which {@link System#nanoTime} reads on
 * Linux (os_linux.cpp of OpenJDK 17, {@code os::javaTimeNanos}): all processes under one kernel
 * share it, so that the events of a server and of its client can be put in one order.
 */
package org.fusefixture.internal.trace;
