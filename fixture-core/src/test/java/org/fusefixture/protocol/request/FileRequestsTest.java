package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.protocol.request.GoldenRequest.HANDLE;
import static org.fusefixture.protocol.request.GoldenRequest.LOCK_OWNER;
import static org.fusefixture.protocol.request.GoldenRequest.NODE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.fusefixture.protocol.FileHandle;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden requests about open files and directories. */
class FileRequestsTest {

  @Test
  void open_hasItsFields() {
    OpenRequest request = GoldenRequest.of("OPEN", NODE, new OpenRequest());
    assertThat(request.flags()).isEqualTo(0x8002);
    assertThat(request.openFlags()).isEqualTo(1);
    assertThat(GoldenRequest.of("OPENDIR", NODE, request).flags()).isEqualTo(0x18000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"READ", "READDIR", "READDIRPLUS"})
  void read_hasItsFields(String dump) {
    ReadRequest request = GoldenRequest.of(dump, NODE, new ReadRequest());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.offset()).isEqualTo(new Offset(0x200000003L));
    assertThat(request.size()).isEqualTo(0x20000);
    assertThat(request.readFlags()).isEqualTo(2);
    assertThat(request.lockOwner()).isEqualTo(LOCK_OWNER);
    assertThat(request.flags()).isEqualTo(0x8000);
  }

  @Test
  void write_hasItsFields() {
    checkWrite(GoldenRequest.of("WRITE", NODE, new WriteRequest()));
  }

  @Test
  void writeWhoseDataIsElsewhere_hasItsFields() {
    GoldenMessage message = GoldenMessage.named("requests/WRITE");
    ByteBuffer head = message.buffer().slice(0, 80).order(ByteOrder.nativeOrder());
    WriteRequest request = new WriteRequest();
    request.decode(head, message.bytes().length);
    checkWrite(request);
  }

  private static void checkWrite(WriteRequest request) {
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.offset()).isEqualTo(new Offset(0x200000003L));
    assertThat(request.size()).isEqualTo(5);
    assertThat(request.writeFlags())
        .isEqualTo(WriteRequest.FLAG_CACHE | WriteRequest.FLAG_LOCKOWNER);
    assertThat(request.lockOwner()).isEqualTo(LOCK_OWNER);
    assertThat(request.flags()).isEqualTo(0x8001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RELEASE", "RELEASEDIR"})
  void release_hasItsFields(String dump) {
    HandleRequest.Release request = GoldenRequest.of(dump, NODE, new HandleRequest.Release());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.flags()).isEqualTo(0x8000);
    assertThat(request.releaseFlags()).isEqualTo(3);
    assertThat(request.lockOwner()).isEqualTo(LOCK_OWNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FSYNC", "FSYNCDIR"})
  void fsync_hasItsFields(String dump) {
    HandleRequest.Fsync request = GoldenRequest.of(dump, NODE, new HandleRequest.Fsync());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.flags()).isEqualTo(1);
  }

  @Test
  void flush_hasItsFields() {
    HandleRequest.Flush request = GoldenRequest.of("FLUSH", NODE, new HandleRequest.Flush());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.lockOwner()).isEqualTo(LOCK_OWNER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GETLK", "SETLK", "SETLKW"})
  void lock_hasItsFields(String dump) {
    LockRequest request = GoldenRequest.of(dump, NODE, new LockRequest());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.lockOwner()).isEqualTo(0x2122232425262728L);
    assertThat(request.start()).isEqualTo(0x1000);
    assertThat(request.end()).isEqualTo(0x1fff);
    assertThat(request.type()).isEqualTo(1);
    assertThat(request.lockPid()).isEqualTo(4322);
    assertThat(request.flags()).isEqualTo(1);
  }

  @Test
  void ioctl_hasItsFieldsAndInput() {
    IoctlRequest request = GoldenRequest.of("IOCTL", NODE, new IoctlRequest());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.flags()).isEqualTo(16);
    assertThat(request.command()).isEqualTo(0x80086601);
    assertThat(request.argument()).isEqualTo(0x7fff12345678L);
    assertThat(request.inputSize()).isEqualTo(4);
    assertThat(request.outputSize()).isEqualTo(8);
    assertThat(request.input()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
  }

  @Test
  void poll_hasItsFields() {
    PollRequest request = GoldenRequest.of("POLL", NODE, new PollRequest());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.pollHandle()).isEqualTo(0x3132333435363738L);
    assertThat(request.flags()).isEqualTo(1);
    assertThat(request.events()).isEqualTo(5);
  }

  @Test
  void fallocate_hasItsFields() {
    ExtentRequest.Fallocate request =
        GoldenRequest.of("FALLOCATE", NODE, new ExtentRequest.Fallocate());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.offset()).isEqualTo(new Offset(0x4000));
    assertThat(request.length()).isEqualTo(0x8000);
    assertThat(request.mode()).isEqualTo(3);
  }

  @Test
  void lseek_hasItsFields() {
    ExtentRequest.Lseek request = GoldenRequest.of("LSEEK", NODE, new ExtentRequest.Lseek());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.offset()).isEqualTo(new Offset(0x5000));
    assertThat(request.whence()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COPY_FILE_RANGE", "COPY_FILE_RANGE_64"})
  void copyFileRange_hasItsFields(String dump) {
    CopyFileRangeRequest request = GoldenRequest.of(dump, NODE, new CopyFileRangeRequest());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.offset()).isEqualTo(new Offset(0x1000));
    assertThat(request.targetNodeId()).isEqualTo(new NodeId(0x99));
    assertThat(request.targetFileHandle()).isEqualTo(new FileHandle(0x0807060504030201L));
    assertThat(request.targetOffset()).isEqualTo(new Offset(0x2000));
    assertThat(request.length()).isEqualTo(0x300000000L);
    assertThat(request.flags()).isZero();
  }

  @Test
  void setupMapping_hasItsFields() {
    MappingRequest.Setup request =
        GoldenRequest.of("SETUPMAPPING", NODE, new MappingRequest.Setup());
    assertThat(request.fileHandle()).isEqualTo(new FileHandle(HANDLE));
    assertThat(request.fileOffset()).isEqualTo(new Offset(0x200000));
    assertThat(request.length()).isEqualTo(0x400000);
    assertThat(request.flags()).isEqualTo(3);
    assertThat(request.windowOffset()).isEqualTo(new Offset(0x600000));
  }

  @Test
  void removeMapping_hasItsRanges() {
    MappingRequest.Remove request =
        GoldenRequest.of("REMOVEMAPPING", NODE, new MappingRequest.Remove());
    assertThat(request.count()).isEqualTo(2);
    assertThat(request.windowOffset(0)).isEqualTo(new Offset(0x200000));
    assertThat(request.length(0)).isEqualTo(0x1000);
    assertThat(request.windowOffset(1)).isEqualTo(new Offset(0x400000));
    assertThat(request.length(1)).isEqualTo(0x2000);
  }
}
