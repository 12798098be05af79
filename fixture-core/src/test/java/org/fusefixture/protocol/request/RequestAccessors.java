package org.fusefixture.protocol.request;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;

/** Calls all accessors of a request. */
final class RequestAccessors {
  /** A session with FUSE_SETXATTR_EXT. */
  static final SessionParameters EXTENDED = parameters(InitFlag.SETXATTR_EXT.mask());

  /** A session without. */
  static final SessionParameters COMPATIBLE = parameters(0);

  /** What each accessor gives, by name; of those with an index, for each. */
  static Map<String, Object> values(Request request) {
    Map<String, Object> values = new TreeMap<>();
    for (Method method : request.getClass().getMethods()) {
      boolean accessor =
          Request.class.isAssignableFrom(method.getDeclaringClass())
              && !Modifier.isStatic(method.getModifiers())
              && method.getReturnType() != void.class
              && !method.getName().equals("payload");
      if (accessor && method.getParameterCount() == 0) {
        values.put(method.getName(), call(method, request));
      } else if (accessor && method.getParameterCount() == 1) {
        int count = (int) call(method(request, "count"), request);
        for (int index = 0; index < count; index++) {
          values.put(method.getName() + "[" + index + "]", call(method, request, index));
        }
      }
    }
    return values;
  }

  /** The bytes, followed by others that no accessor may show. */
  static ByteBuffer before(byte[] message, int poison) {
    ByteBuffer buffer = ByteBuffer.allocate(message.length + 64).order(ByteOrder.nativeOrder());
    buffer.put(message);
    while (buffer.hasRemaining()) {
      buffer.put((byte) poison);
    }
    return buffer.clear();
  }

  private static Method method(Request request, String name) {
    try {
      return request.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " threw " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SessionParameters parameters(long flags) {
    return new SessionParameters(ProtocolVersion.NEWEST, flags, 0, 1, 1, 4096, 1, 1, 0, 0, 0);
  }

  private RequestAccessors() {}
}
