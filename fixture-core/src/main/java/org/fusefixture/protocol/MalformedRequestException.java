package org.fusefixture.protocol;

/**
 * The bytes read from the device are not a request of the protocol; the message says what is wrong,
 * with numbers.
 */
public final class MalformedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A message that breaks the protocol.
   *
   * @param message says what is wrong, with numbers
   */
  public MalformedRequestException(String message) {
    super(message);
  }
}
