/**
 * The effects of faults: what each is called in YAML is derived from the name of its record, when
 * and on what it can happen and what it does is in the record. An effect acts through a {@code
 * FaultContext}, which the session implements. Depends on the parts of {@code fault} below it, on
 * {@code filesystem}, {@code storage} and the protocol.
 */
package org.fusefixture.internal.fault.effect;
