/**
 * Faults as values: a rule is a name and trigger x effect x phase; a scenario is a named, seeded
 * list of them. Both are printed as YAML on one line per rule, and read back from what they print,
 * from annotations and from files. Depends on {@code trigger}, {@code effect} and {@code text}, and
 * on {@code filesystem} for the opcodes.
 */
package org.fusefixture.fault;
