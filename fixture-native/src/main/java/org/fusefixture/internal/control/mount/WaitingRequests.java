package org.fusefixture.internal.control.mount;

/**
 * Requests without an answer.
 *
 * @param count of those in the kernel's queues and of those that the server has
 */
public record WaitingRequests(int count) {}
