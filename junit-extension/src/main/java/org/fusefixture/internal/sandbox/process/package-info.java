/**
 * Sandboxes that are child processes in a mount and PID namespace of their own. Depends on {@code
 * sandbox}, {@code sandbox.host} and {@code control}.
 */
package org.fusefixture.internal.sandbox.process;
