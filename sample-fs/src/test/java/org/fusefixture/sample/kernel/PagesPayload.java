package org.fusefixture.sample.kernel;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.OpenDescriptor;
import org.fusefixture.protocol.Payload;

/**
 * A payload that is the client's own pages, as a pipe with aliased pages has it: whoever reads it
 * late sees what the client has in them by then.
 */
public final class PagesPayload implements Payload {
  private final byte[] pages;
  private int at;

  public PagesPayload(byte[] pages) {
    this.pages = pages;
  }

  @Override
  public int size() {
    return pages.length;
  }

  @Override
  public int remaining() {
    return pages.length - at;
  }

  @Override
  public boolean isInPipe() {
    return true;
  }

  @Override
  public int read(ByteBuffer target) {
    int count = Math.min(target.remaining(), remaining());
    target.put(pages, at, count);
    at += count;
    return count;
  }

  @Override
  public int transferTo(OpenDescriptor file, Offset position) {
    throw new UnsupportedOperationException("nothing to transfer to without a mount");
  }

  @Override
  public void discard() {
    at = pages.length;
  }
}
