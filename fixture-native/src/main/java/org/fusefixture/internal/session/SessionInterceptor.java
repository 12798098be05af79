package org.fusefixture.internal.session;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.serving.Dispatcher;
import org.fusefixture.protocol.request.Request;

/**
 * Stands between the kernel and the filesystem: sees the names that pass, and while {@link
 * FuseSession#intercept} is on takes each request through a {@link RequestInterceptor}.
 */
public interface SessionInterceptor {
  /** Never intercepts anything. */
  SessionInterceptor NONE =
      new SessionInterceptor() {
        @Override
        public void start(FuseSession session) {}

        @Override
        public RequestInterceptor intercept(InterceptedRequest exchange, Dispatcher filesystem) {
          throw new UnsupportedOperationException("nothing is intercepted");
        }

        @Override
        public void received(Opcode opcode, Request request) {}

        @Override
        public void replying(Opcode opcode, Request request, ByteBuffer message, int length) {}

        @Override
        public void release() {}

        @Override
        public void close() {}
      };

  /** The session is mounted, and is about to serve its first request. */
  void start(FuseSession session);

  /**
   * Makes the interceptor of an exchange, which serves one request after the other.
   *
   * @param filesystem serves what is not intercepted
   */
  RequestInterceptor intercept(InterceptedRequest exchange, Dispatcher filesystem);

  /** A request without a reply was received, such as FORGET; also while nothing is intercepted. */
  void received(Opcode opcode, Request request);

  /**
   * A reply is about to be sent, to a request that names inodes; also while nothing is intercepted.
   */
  void replying(Opcode opcode, Request request, ByteBuffer message, int length);

  /** The session is about to be unmounted: lets requests go on that are held up. */
  void release();

  /** The session has ended. */
  void close();
}
