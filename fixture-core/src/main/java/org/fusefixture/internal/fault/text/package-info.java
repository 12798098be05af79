/**
 * Records as text and back: a small layer over a YAML parser that reads a value into a record by
 * the names of its components, prints it in the same form, and names line, column and field of what
 * it cannot read. It knows nothing of faults, and depends on nothing but the parser.
 */
package org.fusefixture.internal.fault.text;
