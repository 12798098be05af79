package org.fusefixture.internal.control.trace;

/**
 * Whether a mount is to be traced.
 *
 * @param mount identifies the mount in the sandbox
 */
public record TraceSwitch(int mount, boolean on) {}
