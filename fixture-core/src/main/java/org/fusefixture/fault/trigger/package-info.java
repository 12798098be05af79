/**
 * When a fault fires: the phases of a request, and what the triggers of a rule are made of. Depends
 * on {@code filesystem} for the opcodes, and on {@code protocol}.
 */
package org.fusefixture.fault.trigger;
