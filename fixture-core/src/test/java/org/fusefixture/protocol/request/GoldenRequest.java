package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Unique;

/** Lays views over golden requests. */
final class GoldenRequest {
  static final long DIRECTORY = 0x21;
  static final long NODE = 0x42;
  static final long HANDLE = 0x0102030405060708L;
  static final long LOCK_OWNER = 0x1112131415161718L;
  static final long UNIQUE = 0x1122334455667788L;

  /** Decodes a dump, and checks the header that nearly all of them have. */
  static <Q extends Request> Q of(String name, long nodeId, Q request) {
    return of(name, nodeId, UNIQUE, request);
  }

  static <Q extends Request> Q of(String name, long nodeId, long unique, Q request) {
    GoldenMessage message = GoldenMessage.named("requests/" + name);
    request.decode(message.buffer(), message.bytes().length);
    assertThat(request.opcode()).isEqualTo(message.opcode());
    assertThat(request.unique()).isEqualTo(new Unique(unique));
    assertThat(request.nodeId()).isEqualTo(new NodeId(nodeId));
    assertThat(request.uid()).isEqualTo(1000);
    assertThat(request.gid()).isEqualTo(1001);
    assertThat(request.pid()).isEqualTo(4321);
    return request;
  }

  private GoldenRequest() {}
}
