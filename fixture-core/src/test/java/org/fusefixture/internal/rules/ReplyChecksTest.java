package org.fusefixture.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.fusefixture.filesystem.Opcode.FORGET;
import static org.fusefixture.filesystem.Opcode.GETATTR;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.READDIR;
import static org.fusefixture.filesystem.Opcode.READDIRPLUS;
import static org.fusefixture.filesystem.Opcode.STATFS;
import static org.fusefixture.filesystem.Opcode.STATX;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.internal.rules.CheckedSession.DIRECTORY;
import static org.fusefixture.internal.rules.CheckedSession.FILE;
import static org.fusefixture.internal.rules.CheckedSession.HEADER;
import static org.fusefixture.internal.rules.CheckedSession.REQUEST_HEADER;
import static org.fusefixture.internal.rules.CheckedSession.dirent;
import static org.fusefixture.internal.rules.CheckedSession.entry;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Stray;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.rules.ReplyRuleExamples.Example;
import org.fusefixture.protocol.GoldenMessage;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyChecksTest {
  private static final Consumer<ByteBuffer> PLAIN = message -> {};
  private static final long SEED = 20260728;
  private static final int ENTRY = 128;

  private final CheckedSession session = new CheckedSession();

  @Test
  void everyRule_hasAnExample() {
    assertThat(ReplyRuleExamples.ALL.keySet()).isEqualTo(EnumSet.allOf(ReplyRule.class));
    assertThat(ReplyRule.values()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(ReplyRule.values()).extracting(ReplyRule::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void messageThatBreaksARule_isReportedByIt(ReplyRule rule) {
    example(rule).breaks().accept(session);

    assertThat(session.broken).as("%s", session.details).isNotEmpty().containsOnly(rule);
    assertThat(session.verdict)
        .isEqualTo(rule.effect() == ReplyRule.Effect.REFUSED ? Verdict.UNUSABLE : Verdict.WRONG);
  }

  @ParameterizedTest
  @EnumSource
  void messageThatKeepsARule_isRight(ReplyRule rule) {
    example(rule).keeps().accept(session);

    assertThat(session.broken).as("%s", session.details).isEmpty();
    assertThat(session.verdict).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void sampleReplies_areRight() {
    for (GoldenMessage golden : GoldenMessage.all("replies")) {
      Opcode.named(golden.name())
          .filter(opcode -> opcode != Opcode.INIT)
          .ifPresent(
              opcode -> {
                Request request = session.request(opcode, PLAIN);
                ByteBuffer reply = golden.buffer().putLong(8, request.unique().value());
                session.raw(opcode, request, reply, golden.bytes().length);
              });
    }
    assertThat(session.broken)
        .as("%s", session.details)
        .isSubsetOf(EnumSet.of(ReplyRule.READ_ROOM, ReplyRule.ATTR_CHANGED));
  }

  @Test
  void forgottenInode_mayComeAgainAsAnother() {
    session.reply(LOOKUP, ENTRY, entry(7, 1, FILE));
    session
        .checks()
        .received(
            session.request(FORGET, asked -> asked.putLong(16, 7).putLong(REQUEST_HEADER, 1)));
    session.reply(LOOKUP, ENTRY, entry(7, 2, DIRECTORY));

    assertThat(session.broken).as("%s", session.details).isEmpty();
  }

  @Test
  void replyThatWasLost_grantsNothing() {
    session.reply(LOOKUP, ENTRY, entry(7, 1, FILE));
    ByteBuffer lost = entry(CheckedSession.message(2, ENTRY), HEADER, 7, 1, FILE);
    session.checks().lost(LOOKUP, lost, lost.capacity());
    session.reply(LOOKUP, ENTRY, entry(7, 2, DIRECTORY));

    assertThat(session.broken).isEmpty();
  }

  @Test
  void inodeOfAListing_isHeldLikeThatOfALookup() {
    session.reply(
        READDIRPLUS,
        160,
        message -> dirent(entry(message, HEADER, 7, 1, FILE), HEADER + ENTRY, 1 << 20, 8, "ab"));
    session.reply(LOOKUP, ENTRY, entry(7, 1, DIRECTORY));

    assertThat(session.broken).containsExactly(ReplyRule.ATTR_CHANGED);
  }

  @Test
  void dotsOfAListing_nameAnyInode() {
    session.reply(
        READDIRPLUS,
        160,
        message -> dirent(entry(message, HEADER, 1, 0, 0), HEADER + ENTRY, 1 << 20, 4, ".."));

    assertThat(session.broken).isEmpty();
  }

  @Test
  void endOfADirectory_isRight() {
    session.reply(READDIR, 0, PLAIN).reply(READDIRPLUS, 0, PLAIN);

    assertThat(session.broken).isEmpty();
  }

  @Test
  void parentOfAnInode_mayBeTheRoot() {
    Request request = dotDot();
    ByteBuffer reply = CheckedSession.message(request.unique().value(), ENTRY);
    session.raw(LOOKUP, request, entry(reply, HEADER, 1, 0, DIRECTORY), reply.capacity());

    assertThat(session.broken).isEmpty();
  }

  @Test
  void typeOfTheRoot_isKept() {
    for (int mode : new int[] {DIRECTORY, 0040700, FILE}) {
      session.reply(
          GETATTR,
          asked -> asked.putLong(16, 1),
          104,
          message -> message.putInt(HEADER + 16 + 60, mode));
    }

    assertThat(session.broken).containsExactly(ReplyRule.ATTR_CHANGED);
  }

  @Test
  void statx_isJudgedByItsMask() {
    session.reply(STATX, 288, message -> message.putLong(HEADER + 32 + 40, -1));
    assertThat(session.broken).isEmpty();

    session.reply(
        STATX, 288, message -> message.putInt(HEADER + 32, 1 << 9).putLong(HEADER + 32 + 40, -1));
    assertThat(session.broken).containsExactly(ReplyRule.ATTR_SIZE);
  }

  @Test
  void oldMinor_hasShorterStructures() {
    session.negotiated(8, EnumSet.noneOf(InitFlag.class));
    session
        .reply(LOOKUP, 120, entry(2, 0, FILE))
        .reply(GETATTR, 96, message -> message.putInt(HEADER + 16 + 60, FILE))
        .reply(STATFS, 80, PLAIN);
    assertThat(session.broken).as("%s", session.details).isEmpty();

    session.reply(LOOKUP, ENTRY, entry(3, 0, FILE));
    assertThat(session.broken).containsExactly(ReplyRule.REPLY_SIZE);
  }

  @Test
  void violation_namesRequestAndDetail() {
    session.reply(WRITE, 8, message -> message.putInt(HEADER, -1));

    assertThat(session.details)
        .singleElement()
        .asString()
        .startsWith("WRITE#")
        .contains("4294967295 bytes of ");
  }

  @Test
  void log_keepsTheFirstAndCountsAll() {
    ViolationLog log = new ViolationLog();
    for (int i = 0; i < ViolationLog.MOST + 5; i++) {
      log.violated(ReplyRule.ENTRY_ROOT, "LOOKUP", i, "", "");
    }

    assertThat(log.report().violations()).hasSize(ViolationLog.MOST);
    assertThat(log.report().counts()).containsExactly(Map.entry("entry.root", 105L));
    assertThat(log.report().total()).isEqualTo(105);
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 31, 45})
  void randomBytes_throwNothing(int minor) {
    Random random = new Random(SEED + minor);
    session.negotiated(minor, EnumSet.of(InitFlag.PASSTHROUGH));
    for (Opcode opcode : Opcode.values()) {
      if (opcode == Opcode.SETXATTR || opcode == Opcode.INIT) {
        continue;
      }
      Request request = session.request(opcode, PLAIN);
      for (int i = 0; i < 400; i++) {
        ByteBuffer message = random(random, request.unique().value(), opcode);
        int length = i % 5 == 0 ? random.nextInt(600) : message.capacity();
        assertThatCode(
                () -> {
                  session.raw(opcode, request, message, length);
                  session
                      .checks()
                      .checkStray(
                          message,
                          length,
                          random.nextBoolean() ? Stray.ANSWERED : Stray.UNKNOWN,
                          opcode);
                  session.init(random.nextInt(70), body -> {});
                })
            .as("%s, seed %d, message %d", opcode, SEED + minor, i)
            .doesNotThrowAnyException();
      }
    }
    assertThat(session.broken).hasSizeGreaterThan(1000);
  }

  /** Half of them have a sound header, so that the body is looked at. */
  private static ByteBuffer random(Random random, long unique, Opcode opcode) {
    int[] sizes = {0, 8, 16, 24, 104, 120, 128, 144, 288, random.nextInt(500)};
    ByteBuffer message = CheckedSession.message(unique, sizes[random.nextInt(sizes.length)]);
    boolean sound = random.nextBoolean();
    for (int at = sound ? HEADER : 0; at < message.capacity(); at++) {
      message.put(at, (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0));
    }
    if (opcode.shape().isListing()) {
      int at = HEADER + (opcode == READDIRPLUS ? ENTRY : 0) + 16;
      if (at + 4 <= message.capacity()) {
        message.putInt(at, random.nextInt(40) - 2);
      }
    }
    return message;
  }

  @Test
  void rightReplies_makeNoObjects() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Request request = session.request(WRITE, PLAIN);
    long unique = request.unique().value();
    ByteBuffer reply = CheckedSession.message(unique, 8).putInt(HEADER, 1);
    check(request, unique, reply, 50_000);
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    check(request, unique, reply, 100_000);

    assertThat(threads.getThreadAllocatedBytes(thread) - before)
        .as("bytes allocated by 100000 checks")
        .isLessThan(100_000);
    assertThat(session.broken).isEmpty();
  }

  private void check(Request request, long unique, ByteBuffer reply, int times) {
    for (int i = 0; i < times; i++) {
      session.checks().check(WRITE, unique, request, reply, HEADER + 8);
    }
  }

  private static Request dotDot() {
    GoldenMessage golden = GoldenMessage.named("requests/LOOKUP-dot-dot");
    Request request = LOOKUP.newRequest(SessionParameters.baseline());
    request.decode(golden.buffer(), golden.bytes().length);
    return request;
  }

  private static Example example(ReplyRule rule) {
    return ReplyRuleExamples.ALL.get(rule);
  }
}
