package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.fusefixture.filesystem.FuseFilesystem;
import org.fusefixture.internal.mount.MountOptions;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.internal.serving.NegotiationRefusedException;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.SessionRequest;

/**
 * A filesystem that is served somewhere else, and speaks the protocol itself: it gets whole
 * requests, and answers INIT on its own.
 *
 * <pre>
 *   prepare --> mount(2) --> mounted --> initialize --> serve, interrupt ... --> stop
 *      `------------`-----------`------------`--> abandon
 * </pre>
 */
public interface MessageFilesystem extends FuseFilesystem, Dispatcher.Target {
  /**
   * Starts it, and waits until it asks for its mount.
   *
   * @return how it wants to be mounted
   * @throws MountRefusedException if it does not ask, with the reason
   */
  MountOptions prepare(Path mountPoint);

  /** It is mounted, and gets requests from now on. */
  void mounted();

  /**
   * Has it answer INIT.
   *
   * @throws NegotiationRefusedException if there is no answer, or one that cannot be used
   */
  SessionParameters initialize(SessionRequest.Init request) throws NegotiationRefusedException;

  /** Takes messages that answer no open request. */
  interface Strays {
    /** A notification ({@code struct fuse_out_header} with unique 0), from index 0 to its limit. */
    void notification(ByteBuffer message);

    /** What nobody waits for. */
    void stray(ByteBuffer message, int length);
  }

  /** The session is ready to take what comes beside replies. */
  void connect(Strays strays);

  /** Kills it, as a crash would. */
  void kill();

  /** Ends what {@link #prepare} has started; the mount has failed. */
  void abandon();
}
