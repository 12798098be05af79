package org.fusefixture.sample.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.assertion.FuseFixtureAssertions.assertThat;
import static org.fusefixture.assertion.Times.atLeast;
import static org.fusefixture.assertion.Times.times;
import static org.fusefixture.fault.effect.Damage.copiedBlock;
import static org.fusefixture.fault.effect.Damage.droppedTail;
import static org.fusefixture.fault.effect.Damage.everyNthByte;
import static org.fusefixture.fault.effect.Damage.flippedBits;
import static org.fusefixture.fault.effect.Damage.randomised;
import static org.fusefixture.fault.effect.Damage.zeroed;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.GETXATTR;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.sample.fault.Calls.PAGE;
import static org.fusefixture.sample.fault.Calls.content;
import static org.fusefixture.sample.fault.Calls.direct;
import static org.fusefixture.sample.fault.Calls.filled;
import static org.fusefixture.sample.fault.Calls.pattern;
import static org.fusefixture.sample.fault.Calls.write;
import static org.fusefixture.sample.fault.Calls.writeBuffered;

import java.util.Arrays;
import org.fusefixture.fault.effect.Damage;
import org.fusefixture.fault.trigger.Phase;
import org.fusefixture.junit.ClientFile;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.FuseTest;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.junit.MountedFilesystem;
import org.fusefixture.junit.PageBuffer;
import org.fusefixture.junit.Receipt;
import org.fusefixture.mount.Isolation;
import org.fusefixture.posix.ByteSize;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

/** Effects on the bytes that are written and read. */
@Tag("host")
@Tag("container")
@Tag("patched")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({COPY, SPLICE})
@InModes(value = SPLICE, isolation = Isolation.CONTAINER)
@InModes(SPLICE_USER_PAGES)
class ContentFaultsIT extends EmptyAtFirst {

  @FuseTest
  void shortWrite_tellsTheCaller(MountedFilesystem fs) {
    Receipt receipt = fs.faults().on(WRITE).shortWrite(512);
    assertThat(writeBuffered(fs, "notes", pattern(PAGE), 0)).isEqualTo(512);
    assertThat(receipt).fired(times(1));
    assertThat(content(fs, "notes", PAGE)).isEqualTo(Arrays.copyOf(pattern(PAGE), 512));
  }

  @FuseTest
  void shortRead_looksLikeTheEnd(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(pattern(PAGE));
      Receipt receipt = fs.faults().on(READ).shortRead(512);
      assertThat(file.read(bytes(PAGE))).isEqualTo(Arrays.copyOf(pattern(PAGE), 512));
      assertThat(receipt).fired(atLeast(1)); // the kernel may ask for the rest, in vain
    }
  }

  @FuseTest
  void zeroedPayload_isStoredAsZeros(MountedFilesystem fs) {
    byte[] expected = pattern(PAGE);
    Arrays.fill(expected, 512, 1024, (byte) 0);
    assertThat(storedWith(fs, zeroed(512, 512))).isEqualTo(expected);
  }

  @FuseTest
  void randomisedPayload_isStoredOtherwise(MountedFilesystem fs) {
    byte[] stored = storedWith(fs, randomised(1024, 1024));
    assertThat(Arrays.copyOf(stored, 1024)).isEqualTo(Arrays.copyOf(pattern(PAGE), 1024));
    assertThat(differing(stored, pattern(PAGE))).isBetween(900, 1024);
  }

  @FuseTest
  void flippedBits_areAsManyAsAskedFor(MountedFilesystem fs) {
    byte[] stored = storedWith(fs, flippedBits(3));
    byte[] sound = pattern(PAGE);
    int bits = 0;
    for (int i = 0; i < PAGE; i++) {
      bits += Integer.bitCount((stored[i] ^ sound[i]) & 0xff);
    }
    assertThat(bits).isEqualTo(3);
  }

  @FuseTest
  void droppedTail_isMissingThoughAcknowledged(MountedFilesystem fs) {
    assertThat(storedWith(fs, droppedTail(1000)))
        .isEqualTo(Arrays.copyOf(pattern(PAGE), PAGE - 1000));
  }

  @FuseTest
  void everyNthByte_isInverted(MountedFilesystem fs) {
    byte[] expected = pattern(PAGE);
    for (int i = 6; i < PAGE; i += 7) {
      expected[i] = (byte) ~expected[i];
    }
    assertThat(storedWith(fs, everyNthByte(7))).isEqualTo(expected);
  }

  @FuseTest
  void copiedBlock_replacesAnother(MountedFilesystem fs) {
    byte[] stored = storedWith(fs, copiedBlock(512));
    byte[] sound = pattern(PAGE);
    int wrong = 0;
    for (int block = 0; block < PAGE; block += 512) {
      byte[] found = Arrays.copyOfRange(stored, block, block + 512);
      if (!Arrays.equals(found, Arrays.copyOfRange(sound, block, block + 512))) {
        wrong++;
        boolean fromElsewhere = false;
        for (int other = 0; other < PAGE; other += 512) {
          fromElsewhere |= Arrays.equals(found, Arrays.copyOfRange(sound, other, other + 512));
        }
        assertThat(fromElsewhere).isTrue();
      }
    }
    assertThat(wrong).isEqualTo(1);
  }

  /** What is stored of a page whose payload is damaged; the client's pages are as they were. */
  private static byte[] storedWith(MountedFilesystem fs, Damage damage) {
    try (ClientFile file = direct(fs, "notes");
        PageBuffer pages = file.allocate(ByteSize.bytes(PAGE)).put(pattern(PAGE))) {
      Receipt receipt = fs.faults().on(WRITE).corrupt(damage);
      assertThat(file.write(pages)).isEqualTo(bytes(PAGE));
      assertThat(pages.bytes(bytes(PAGE))).isEqualTo(pattern(PAGE));
      assertThat(receipt).fired(times(1));
    }
    return content(fs, "notes", PAGE);
  }

  @FuseTest
  void corruptedRead_leavesWhatIsStored(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(pattern(PAGE));
      Receipt receipt = fs.faults().on(READ).first(1).corrupt(zeroed());
      assertThat(file.read(bytes(PAGE))).isEqualTo(filled(PAGE, 0));
      assertThat(file.read(bytes(PAGE))).isEqualTo(pattern(PAGE));
      assertThat(receipt).fired(times(1));
    }
  }

  @FuseTest
  void corruptedAttribute_isReadOtherwise(MountedFilesystem fs) {
    direct(fs, "notes").close();
    fs.client().setXattr("notes", "user.color", "blue".getBytes());
    Receipt receipt = fs.faults().on(GETXATTR).path("notes").corrupt(everyNthByte(1));
    byte[] read = fs.client().getXattr("notes", "user.color");
    assertThat(read).hasSize(4).isNotEqualTo("blue".getBytes());
    fs.faults().reset();
    assertThat(fs.client().getXattr("notes", "user.color")).isEqualTo("blue".getBytes());
    assertThat(receipt.fired()).isPositive();
  }

  @FuseTest
  void tornWrite_keepsSomePartsAndIsAcknowledged(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 0));
      Receipt receipt = fs.faults().on(WRITE).tornWrite(4, 1, 3);
      assertThat(write(file, pattern(PAGE), 0)).isEqualTo(PAGE);
      assertThat(receipt).fired(times(1));
    }
    byte[] expected = pattern(PAGE);
    Arrays.fill(expected, 1024, 2048, (byte) 0);
    Arrays.fill(expected, 3072, 4096, (byte) 0);
    assertThat(content(fs, "notes", PAGE)).isEqualTo(expected);
  }

  @FuseTest
  void lostWrite_isAcknowledgedAndNotStored(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      file.write(filled(PAGE, 1));
      Receipt receipt = fs.faults().on(WRITE).acknowledgeOnly();
      assertThat(write(file, pattern(PAGE), 0)).isEqualTo(PAGE);
      assertThat(receipt).fired(times(1));
    }
    assertThat(content(fs, "notes", PAGE)).isEqualTo(filled(PAGE, 1));
  }

  @FuseTest
  void lostSync_succeedsBeforeAFaultThatTheFilesystemWouldMeet(MountedFilesystem fs) {
    try (ClientFile file = direct(fs, "notes")) {
      Receipt lost = fs.faults().on(FSYNC).first(1).acknowledgeOnly();
      Receipt seen =
          fs.faults().on(FSYNC).at(Phase.BEFORE_DISPATCH).fail(org.fusefixture.errno.Errno.EIO);
      file.fsync();
      Calls.assertFails(org.fusefixture.errno.Errno.EIO, file::fsync);
      assertThat(lost).fired(times(1));
      assertThat(seen).fired(times(1));
    }
  }

  private static int differing(byte[] one, byte[] other) {
    int count = 0;
    for (int i = 0; i < one.length; i++) {
      count += one[i] == other[i] ? 0 : 1;
    }
    return count;
  }
}
