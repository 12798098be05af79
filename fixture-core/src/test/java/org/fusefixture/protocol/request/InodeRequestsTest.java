package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.protocol.request.GoldenRequest.HANDLE;
import static org.fusefixture.protocol.request.GoldenRequest.LOCK_OWNER;
import static org.fusefixture.protocol.request.GoldenRequest.NODE;

import java.nio.ByteBuffer;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.XattrName;
import org.junit.jupiter.api.Test;

/** Golden requests about inodes, their attributes and their extended attributes. */
class InodeRequestsTest {

  @Test
  void getattr_hasItsFields() {
    GetattrRequest request = GoldenRequest.of("GETATTR", NODE, new GetattrRequest());
    assertThat(request.flags()).isEqualTo(1);
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.unique().isResent()).isFalse();
  }

  @Test
  void requestThatIsSentAgain_isMarked() {
    GetattrRequest request =
        GoldenRequest.of("GETATTR-resent", NODE, 0x8000000000000066L, new GetattrRequest());
    assertThat(request.unique().isResent()).isTrue();
  }

  @Test
  void setattr_hasItsFields() {
    SetattrRequest request = GoldenRequest.of("SETATTR", NODE, new SetattrRequest());
    assertThat(request.valid()).isEqualTo(0x7ff);
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.size()).isEqualTo(0x300000001L);
    assertThat(request.lockOwner()).isEqualTo(LOCK_OWNER);
    assertThat(request.atimeSeconds()).isEqualTo(0x60000001);
    assertThat(request.mtimeSeconds()).isEqualTo(0x60000002);
    assertThat(request.ctimeSeconds()).isEqualTo(0x60000003);
    assertThat(request.atimeNanos()).isEqualTo(101);
    assertThat(request.mtimeNanos()).isEqualTo(102);
    assertThat(request.ctimeNanos()).isEqualTo(103);
    assertThat(request.mode()).isEqualTo(0100644);
    assertThat(request.newUid()).isEqualTo(2000);
    assertThat(request.newGid()).isEqualTo(2001);
  }

  @Test
  void statx_hasItsFields() {
    StatxRequest request = GoldenRequest.of("STATX", NODE, new StatxRequest());
    assertThat(request.flags()).isEqualTo(1);
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.statxFlags()).isEqualTo(0x2000);
    assertThat(request.mask()).isEqualTo(0xfff);
  }

  @Test
  void access_hasItsMask() {
    assertThat(GoldenRequest.of("ACCESS", NODE, new AccessRequest()).mask()).isEqualTo(6);
  }

  @Test
  void readlink_isEmpty() {
    GoldenRequest.of("READLINK", NODE, new EmptyRequest());
  }

  @Test
  void setxattr_hasItsFieldsAndValue() {
    XattrRequest.Set request = GoldenRequest.of("SETXATTR", NODE, XattrRequest.Set.extended());
    assertThat(request.setxattrFlags()).isEqualTo(1);
    checkSetxattr(request);
  }

  @Test
  void setxattrOfOldKernels_hasItsFieldsAndValue() {
    XattrRequest.Set request =
        GoldenRequest.of("SETXATTR-compat", NODE, XattrRequest.Set.compatible());
    assertThat(request.setxattrFlags()).isZero();
    checkSetxattr(request);
  }

  private static void checkSetxattr(XattrRequest.Set request) {
    assertThat(request.size()).isEqualTo(3);
    assertThat(request.flags()).isEqualTo(2);
    assertThat(request.name()).isEqualTo(XattrName.of("user.note"));
    assertThat(request.value()).isEqualTo(ByteBuffer.wrap(new byte[] {'a', 0, 'b'}));
  }

  @Test
  void getxattr_hasItsFields() {
    XattrRequest.Get request = GoldenRequest.of("GETXATTR", NODE, new XattrRequest.Get());
    assertThat(request.size()).isEqualTo(256);
    assertThat(request.name()).isEqualTo(XattrName.of("user.note"));
  }

  @Test
  void listxattr_hasItsSize() {
    assertThat(GoldenRequest.of("LISTXATTR", NODE, new XattrRequest.List()).size()).isEqualTo(512);
  }

  @Test
  void removexattr_hasItsName() {
    assertThat(GoldenRequest.of("REMOVEXATTR", NODE, new XattrRequest.Remove()).name())
        .isEqualTo(XattrName.of("user.note"));
  }

  @Test
  void bmap_hasItsFields() {
    ExtentRequest.Bmap request = GoldenRequest.of("BMAP", NODE, new ExtentRequest.Bmap());
    assertThat(request.block()).isEqualTo(0x0a0b0c0d0eL);
    assertThat(request.blockSize()).isEqualTo(512);
  }
}
