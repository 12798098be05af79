package org.fusefixture.internal.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Input of a channel. A failure ends the stream, and is kept as the reason: the JSON-RPC library
 * would read on after some of them.
 */
final class ControlInput extends InputStream {
  private final InputStream source;
  private volatile String reason = "end of its stream";

  ControlInput(InputStream source) {
    this.source = new BufferedInputStream(source);
  }

  /** Why the stream ended. */
  String reason() {
    return reason;
  }

  @Override
  public int read() {
    try {
      return source.read();
    } catch (IOException e) {
      return failed(e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    try {
      return source.read(target, offset, length);
    } catch (IOException e) {
      return failed(e);
    }
  }

  @Override
  public void close() {
    // Closing a stream that another thread reads can block until that read returns (pipes of
    // processes), so it is left to a thread that nobody waits for.
    ControlChannel.daemon("control-close", this::closeSource).start();
  }

  private void closeSource() {
    try {
      source.close();
    } catch (IOException e) {
      reason = e.toString();
    }
  }

  private int failed(IOException failure) {
    reason = failure.toString();
    return -1;
  }
}
