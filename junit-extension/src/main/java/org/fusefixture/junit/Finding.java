package org.fusefixture.junit;

/**
 * A breach that was found.
 *
 * @param breach of which kind
 * @param description what it is and where it came from
 */
record Finding(MountBreach breach, String description) {
  @Override
  public String toString() {
    return breach.title() + ": " + description;
  }
}
