package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.protocol.request.GoldenRequest.NODE;
import static org.fusefixture.protocol.request.GoldenRequest.UNIQUE;

import java.nio.charset.StandardCharsets;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.Unique;
import org.junit.jupiter.api.Test;

/** Golden requests about the session, the whole filesystem and references to inodes. */
class SessionRequestsTest {

  @Test
  void initOfCurrentKernels_has64BitsOfFlags() {
    SessionRequest.Init request = GoldenRequest.of("INIT", 0, 2, new SessionRequest.Init());
    assertThat(request.version()).isEqualTo(new ProtocolVersion(7, 45));
    assertThat(request.maxReadahead()).isEqualTo(0x20000);
    assertThat(request.flags()).isEqualTo(0x5fd73fffffbL);
  }

  @Test
  void initOfOldKernels_has32BitsOfFlags() {
    SessionRequest.Init request = GoldenRequest.of("INIT-7.31", 0, 1, new SessionRequest.Init());
    assertThat(request.version()).isEqualTo(new ProtocolVersion(7, 31));
    assertThat(request.maxReadahead()).isEqualTo(0x20000);
    assertThat(request.flags()).isEqualTo(0x03fffffbL);
  }

  @Test
  void interrupt_namesTheOtherRequest() {
    SessionRequest.Interrupt request =
        GoldenRequest.of("INTERRUPT", 0, UNIQUE + 1, new SessionRequest.Interrupt());
    assertThat(request.interrupted()).isEqualTo(new Unique(UNIQUE));
  }

  @Test
  void forget_hasItsCount() {
    ForgetRequest request = GoldenRequest.of("FORGET", NODE, ForgetRequest.single());
    assertThat(request.count()).isEqualTo(1);
    assertThat(request.nodeId(0)).isEqualTo(new NodeId(NODE));
    assertThat(request.lookupCount(0)).isEqualTo(0x0a0b0c0d);
  }

  @Test
  void batchForget_hasItsRecords() {
    ForgetRequest request = GoldenRequest.of("BATCH_FORGET", 0, ForgetRequest.batch());
    assertThat(request.count()).isEqualTo(2);
    assertThat(request.nodeId(0)).isEqualTo(new NodeId(0x51));
    assertThat(request.lookupCount(0)).isEqualTo(3);
    assertThat(request.nodeId(1)).isEqualTo(new NodeId(0x52));
    assertThat(request.lookupCount(1)).isEqualTo(4);
  }

  @Test
  void notifyReply_hasItsContent() {
    SessionRequest.NotifyReply request =
        GoldenRequest.of("NOTIFY_REPLY", NODE, 0x99, new SessionRequest.NotifyReply());
    assertThat(request.offset()).isEqualTo(new Offset(0x3000));
    assertThat(request.size()).isEqualTo(3);
    assertThat(request.content()).isEqualTo(StandardCharsets.US_ASCII.encode("abc"));
  }

  @Test
  void requestsWithoutBody_areEmpty() {
    GoldenRequest.of("STATFS", 1, new EmptyRequest());
    GoldenRequest.of("DESTROY", 0, new EmptyRequest());
    GoldenRequest.of("SYNCFS", 1, EmptyRequest.padded());
  }
}
