/**
 * What a fault does: values that rules are made of. How effects act is in {@code
 * internal.fault.effect}. Depends on {@code fault.trigger} for the phases, and on {@code
 * filesystem} for the opcodes.
 */
package org.fusefixture.fault.effect;
