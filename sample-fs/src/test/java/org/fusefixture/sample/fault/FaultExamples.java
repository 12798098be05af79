package org.fusefixture.sample.fault;

import static org.fusefixture.errno.Errno.EACCES;
import static org.fusefixture.errno.Errno.EIO;
import static org.fusefixture.errno.Errno.ENOSPC;
import static org.fusefixture.fault.AttributeOverrides.attributes;
import static org.fusefixture.fault.StatisticsOverrides.statistics;
import static org.fusefixture.fault.effect.Damage.copiedBlock;
import static org.fusefixture.fault.effect.Damage.droppedTail;
import static org.fusefixture.fault.effect.Damage.everyNthByte;
import static org.fusefixture.fault.effect.Damage.flippedBits;
import static org.fusefixture.fault.effect.Damage.randomised;
import static org.fusefixture.fault.effect.Damage.zeroed;
import static org.fusefixture.fault.effect.Defect.LENGTH;
import static org.fusefixture.fault.effect.Notice.INVALIDATE_INODE;
import static org.fusefixture.fault.effect.Power.KEPT;
import static org.fusefixture.fault.trigger.Outcome.FAIL;
import static org.fusefixture.fault.trigger.Outcome.PASS;
import static org.fusefixture.fault.trigger.Phase.AFTER_REPLY;
import static org.fusefixture.fault.trigger.Phase.BEFORE_REPLY;
import static org.fusefixture.fault.trigger.Phase.RECEIVED;
import static org.fusefixture.filesystem.Opcode.FSYNC;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.OPEN;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.READDIR;
import static org.fusefixture.filesystem.Opcode.READDIRPLUS;
import static org.fusefixture.filesystem.Opcode.STATFS;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.posix.ByteSize.bytes;
import static org.fusefixture.posix.ByteSize.kibibytes;
import static org.fusefixture.posix.ByteSize.mebibytes;
import static org.fusefixture.protocol.Offset.at;
import static org.fusefixture.storage.FsyncAftermath.EXT4_ORDERED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fusefixture.fault.Rule;
import org.fusefixture.protocol.NodeId;

/** The examples of docs/faults.md, in its order; each is run on a mount. */
final class FaultExamples {
  static final List<Rule> ALL =
      List.of(
          Rule.on(WRITE).path("notes").nth(3).fail(EIO),
          Rule.on(WRITE).at(RECEIVED).fail(EIO, ENOSPC),
          Rule.on(FSYNC).at(BEFORE_REPLY).fail(Map.of(EIO, 9, ENOSPC, 1)),
          Rule.onAny().pathPrefix("no").first(2).fail(EACCES),
          Rule.on(READ, WRITE).delay(Duration.ofMillis(5), Duration.ofMillis(10)),
          Rule.on(WRITE).pathGlob("*tes").after(1).delay(Duration.ofMillis(1)),
          Rule.on(READ).pathRegex("n.*s").every(2).delay(Duration.ofMillis(1)),
          Rule.on(WRITE).pathSuffix("tes").sequence(PASS, FAIL).hang(),
          Rule.on(WRITE).throttle(mebibytes(10)),
          Rule.on(MKDIR).throttleOperations(100),
          Rule.on(WRITE).cycle(PASS, FAIL).drop(),
          Rule.on(WRITE).duplicate(),
          Rule.on(READ).reorder(1),
          Rule.on(WRITE).malform(LENGTH),
          Rule.on(READ).overLong(16),
          Rule.on(READ).shortRead(512),
          Rule.on(WRITE).shortWrite(512),
          Rule.on(WRITE).bytes(at(4096), at(8192)).corrupt(zeroed()),
          Rule.on(WRITE).block(1, kibibytes(4)).corrupt(randomised(512, 512)),
          Rule.on(READ).probability(0.5).corrupt(flippedBits(3)),
          Rule.on(WRITE).uid(0).gid(0).corrupt(droppedTail(100)),
          Rule.on(WRITE).corrupt(everyNthByte(7)),
          Rule.on(WRITE).between(Duration.ZERO, Duration.ofHours(1)).corrupt(copiedBlock(512)),
          Rule.on(WRITE).tornWrite(4, 1, 3),
          Rule.on(WRITE, FSYNC).acknowledgeOnly(),
          Rule.on(WRITE).noSpace(kibibytes(4)),
          Rule.on(WRITE).quota(kibibytes(4)),
          Rule.on(OPEN).limitHandles(0),
          Rule.on(MKDIR).nodeId(NodeId.ROOT).override(attributes().size(bytes(5))),
          Rule.on(STATFS).override(statistics().blocks(9).freeBlocks(9).availableBlocks(0)),
          Rule.on(READDIR, READDIRPLUS).shuffleEntries(),
          Rule.on(READDIR, READDIRPLUS).addEntries("ghost"),
          Rule.on(READDIR, READDIRPLUS).hideEntries("no*"),
          Rule.on(WRITE).when(EvenOffsets.class).notifyKernel(INVALIDATE_INODE),
          Rule.on(WRITE).at(AFTER_REPLY).freeze(),
          Rule.on(WRITE).pid(1).optional().kill(),
          Rule.on(FSYNC).kill(),
          Rule.on(FSYNC).restart(),
          Rule.on(WRITE).nth(2).pause(Duration.ofMillis(20)),
          Rule.on(FSYNC).takeSnapshot("a"),
          Rule.on(WRITE).nth(3).at(AFTER_REPLY).rollBack("a"),
          Rule.on(WRITE).nth(2).loseUnsynced(),
          Rule.on(FSYNC).at(BEFORE_REPLY).loseUnsynced(KEPT, 50),
          Rule.on(WRITE).tornWriteAtPowerCut(4, 1, 3),
          Rule.on(FSYNC).tornSequenceAtPowerCut(1, 3),
          Rule.on(FSYNC).failFsync(EXT4_ORDERED),
          Rule.on(FSYNC).abort(),
          Rule.on(WRITE).at(AFTER_REPLY).optional().failAllocation(2));

  private FaultExamples() {}
}
