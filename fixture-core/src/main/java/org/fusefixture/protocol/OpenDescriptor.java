package org.fusefixture.protocol;

/**
 * An open file of this process, to and from which payloads can be moved without passing through
 * memory.
 */
public interface OpenDescriptor {
  /** {@return the number of the file descriptor; never negative while it is open} */
  int descriptor();
}
