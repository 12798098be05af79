/**
 * Faults for test authors: a rule says when a fault fires and what it does; a scenario is a named
 * list of rules with a seed. Both are printed as YAML, and read back from what they print, from
 * annotations and from files. Depends on {@code trigger}, {@code effect} and what implements them
 * below {@code internal.fault}, and on {@code filesystem} for the opcodes.
 */
package org.fusefixture.fault;
