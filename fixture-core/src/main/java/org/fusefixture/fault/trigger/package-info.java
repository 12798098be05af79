/**
 * When a fault fires: the phase of a request, conditions on it, and a schedule over those that meet
 * them. Values, and the view of a request that they judge. Depends on {@code filesystem} for the
 * opcodes, and on {@code protocol}.
 */
package org.fusefixture.fault.trigger;
