package org.fusefixture.internal.control;

/** The version of the control API; both ends come from the same build, and check that they do. */
public final class ControlProtocol {
  /** Raised with every change of an interface or a record of this package and those below it. */
  public static final int VERSION = 1;

  private ControlProtocol() {}

  /**
   * Refuses to talk to another version.
   *
   * @param peer who said hello, for the message
   * @param version what it speaks
   * @throws ControlException of kind BAD_REQUEST
   */
  public static void requireVersion(String peer, int version) {
    if (version != VERSION) {
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.BAD_REQUEST,
              "hello",
              peer
                  + " speaks version "
                  + version
                  + " of the control protocol, this process version "
                  + VERSION
                  + "; put the same build of FuseFixture on both class paths"));
    }
  }
}
