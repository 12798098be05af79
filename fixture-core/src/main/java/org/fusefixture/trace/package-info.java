/**
 * The trace of a mount: events as values, the preallocated ring that keeps the last of them, their
 * decoding, and the way they are shown. Depends on {@code protocol}, {@code filesystem} and {@code
 * errno}.
 *
 * <p>Times are those of CLOCK_MONOTONIC in nanoseconds, which {@link System#nanoTime} reads on
 * Linux (os_linux.cpp of OpenJDK 17, {@code os::javaTimeNanos}): all processes under one kernel
 * share it, so that the events of a server and of its client can be put in one order.
 */
@NullMarked
package org.fusefixture.trace;

import org.jspecify.annotations.NullMarked;
