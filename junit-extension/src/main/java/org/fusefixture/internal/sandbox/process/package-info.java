/**
 * Sandboxes that are child processes in a mount and PID namespace of their own. Depends on {@code
 * sandbox}, {@code sandbox.keeper} and {@code control}.
 */
package org.fusefixture.internal.sandbox.process;
