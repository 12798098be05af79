/**
 * The conditions and schedules of rules: what each is called in YAML is derived from the name of
 * its record, what it means is in the record. Depends on {@code fault.trigger} and on the protocol.
 */
package org.fusefixture.internal.fault.trigger;
