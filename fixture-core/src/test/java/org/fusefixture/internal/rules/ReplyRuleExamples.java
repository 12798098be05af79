package org.fusefixture.internal.rules;

import static org.fusefixture.filesystem.Opcode.CREATE;
import static org.fusefixture.filesystem.Opcode.FORGET;
import static org.fusefixture.filesystem.Opcode.GETATTR;
import static org.fusefixture.filesystem.Opcode.GETLK;
import static org.fusefixture.filesystem.Opcode.GETXATTR;
import static org.fusefixture.filesystem.Opcode.INTERRUPT;
import static org.fusefixture.filesystem.Opcode.IOCTL;
import static org.fusefixture.filesystem.Opcode.LISTXATTR;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.LSEEK;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.OPEN;
import static org.fusefixture.filesystem.Opcode.POLL;
import static org.fusefixture.filesystem.Opcode.READ;
import static org.fusefixture.filesystem.Opcode.READDIR;
import static org.fusefixture.filesystem.Opcode.READDIRPLUS;
import static org.fusefixture.filesystem.Opcode.READLINK;
import static org.fusefixture.filesystem.Opcode.UNLINK;
import static org.fusefixture.filesystem.Opcode.WRITE;
import static org.fusefixture.internal.rules.CheckedSession.DIRECTORY;
import static org.fusefixture.internal.rules.CheckedSession.FILE;
import static org.fusefixture.internal.rules.CheckedSession.HEADER;
import static org.fusefixture.internal.rules.CheckedSession.REQUEST_HEADER;
import static org.fusefixture.internal.rules.CheckedSession.dirent;
import static org.fusefixture.internal.rules.CheckedSession.entry;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Stray;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.request.Request;

/** For each rule a message that breaks it, and one beside it that keeps it. */
final class ReplyRuleExamples {
  /** Messages in a new session. */
  record Example(Consumer<CheckedSession> breaks, Consumer<CheckedSession> keeps) {}

  static final Map<ReplyRule, Example> ALL = new EnumMap<>(ReplyRule.class);

  private static final Consumer<ByteBuffer> PLAIN = message -> {};
  private static final int ENTRY = 128;
  private static final int ATTRIBUTES = 104;
  private static final int SECOND = 1_000_000_000;

  static {
    headers();
    rooms();
    numbers();
    entries();
    attributes();
    opened();
    listings();
    negotiation();
  }

  private static void headers() {
    add(ReplyRule.REPLY_SHORT, session -> cut(session, 15), session -> cut(session, 16));
    add(
        ReplyRule.REPLY_LENGTH,
        session -> session.reply(UNLINK, 0, message -> message.putInt(0, 17)),
        session -> session.reply(UNLINK, 0, message -> message.putInt(0, 16)));
    each(ReplyRule.REPLY_SIZE, size -> session -> session.reply(UNLINK, size, PLAIN), 8, 0);
    add(
        ReplyRule.REPLY_UNKNOWN,
        session -> session.stray(Stray.UNKNOWN, 98, 0, 0),
        session -> session.reply(UNLINK, 0, PLAIN));
    add(
        ReplyRule.REPLY_TWICE,
        session -> session.stray(Stray.ANSWERED, 98, 0, 0),
        session -> session.reply(UNLINK, 0, PLAIN).reply(UNLINK, 0, PLAIN));
    add(
        ReplyRule.REPLY_UNWANTED,
        session -> session.reply(FORGET, 0, PLAIN),
        session -> session.checks().received(session.request(FORGET, PLAIN)));
    add(
        ReplyRule.REPLY_OTHER,
        session -> session.reply(UNLINK, 0, message -> message.putLong(8, 12345678)),
        session -> session.reply(UNLINK, 0, PLAIN));
    each(ReplyRule.INTERRUPT_ANSWER, error -> fails(INTERRUPT, error), -5, -11);
    each(
        ReplyRule.NOTIFICATION_CODE,
        code -> session -> session.stray(Stray.UNKNOWN, 0, 40, code),
        99,
        2);
    each(
        ReplyRule.NOTIFICATION_SIZE,
        size -> session -> session.stray(Stray.UNKNOWN, 0, size, 2),
        23,
        24);
    each(ReplyRule.ERROR_POSITIVE, error -> fails(UNLINK, error), 2, -2);
    each(ReplyRule.ERROR_RANGE, error -> fails(UNLINK, error), -512, -2);
    each(ReplyRule.ERROR_UNASSIGNED, error -> fails(UNLINK, error), -511, -133);
    each(
        ReplyRule.ERROR_BODY,
        size -> session -> session.reply(LOOKUP, size, message -> message.putInt(4, -2)),
        ENTRY,
        0);
  }

  private static void rooms() {
    room(ReplyRule.READ_ROOM, READ, 16);
    room(ReplyRule.XATTR_ROOM, GETXATTR, 0);
    each(
        ReplyRule.LISTING_ROOM,
        size ->
            session ->
                session.reply(
                    READDIR,
                    asked -> asked.putInt(REQUEST_HEADER + 16, 32),
                    size,
                    message -> dirent(message, HEADER, 1 << 20, 8, "a".repeat(size - 24))),
        40,
        32);
    each(
        ReplyRule.READLINK_ROOM,
        size -> session -> session.reply(READLINK, size, message -> fill(message, 'a')),
        4096,
        4095);
    each(
        ReplyRule.READLINK_NUL,
        character -> session -> session.reply(READLINK, 3, message -> fill(message, character)),
        0,
        'a');
    each(
        ReplyRule.XATTR_SIZE,
        size ->
            session ->
                session.reply(
                    GETXATTR,
                    asked -> asked.putInt(REQUEST_HEADER, 0),
                    8,
                    message -> message.putInt(HEADER, size)),
        65537,
        65536);
    each(
        ReplyRule.LISTXATTR_NAMES,
        last ->
            session ->
                session.reply(
                    LISTXATTR,
                    asked -> asked.putInt(REQUEST_HEADER, 100),
                    3,
                    message -> fill(message, 'a').put(HEADER + 2, (byte) last)),
        'a',
        0);
    each(
        ReplyRule.IOCTL_ROOM,
        size ->
            session ->
                session.reply(
                    IOCTL, asked -> asked.putInt(REQUEST_HEADER + 28, 4), 16 + size, PLAIN),
        5,
        4);
    each(ReplyRule.IOCTL_RETRY, flags -> ioctl(flags, 1), 0, 2);
    each(ReplyRule.IOCTL_VECTORS, vectors -> ioctl(2, vectors), 257, 256);
  }

  private static void numbers() {
    each(
        ReplyRule.WRITE_COUNT,
        more ->
            session -> {
              int asked = (int) session.request(WRITE, PLAIN).rangeSize();
              session.reply(WRITE, 8, message -> message.putInt(HEADER, asked + more));
            },
        1,
        0);
    each(
        ReplyRule.COPY_COUNT,
        count ->
            session ->
                session.reply(
                    Opcode.COPY_FILE_RANGE,
                    asked -> asked.putLong(REQUEST_HEADER + 40, 4096),
                    8,
                    message -> message.putInt(HEADER, count)),
        4097,
        4096);
    each(ReplyRule.LSEEK_RANGE, found -> seek(0, found), -1, 0);
    each(ReplyRule.LSEEK_BACKWARDS, found -> seek(100, found), 99, 100);
    each(ReplyRule.LOCK_TYPE, type -> lock(0, 9, type), 3, 1);
    each(ReplyRule.LOCK_RANGE, end -> lock(10, end, 1), 9, 10);
    each(
        ReplyRule.POLL_EVENTS,
        events -> session -> session.reply(POLL, 8, message -> message.putInt(HEADER, events)),
        1 << 16,
        1);
  }

  private static void entries() {
    add(
        ReplyRule.ENTRY_MISSING,
        session -> session.reply(MKDIR, ENTRY, entry(0, 0, DIRECTORY)),
        session -> session.reply(LOOKUP, ENTRY, PLAIN).reply(MKDIR, ENTRY, entry(2, 0, DIRECTORY)));
    each(
        ReplyRule.ENTRY_ROOT,
        node -> session -> session.reply(LOOKUP, ENTRY, entry(node, 0, DIRECTORY)),
        1,
        2);
    each(
        ReplyRule.ENTRY_VALIDITY,
        nanoseconds ->
            session ->
                session.reply(
                    LOOKUP,
                    ENTRY,
                    message -> entry(message, HEADER, 2, 0, FILE).putInt(HEADER + 36, nanoseconds)),
        SECOND,
        SECOND - 1);
    each(
        ReplyRule.ENTRY_GENERATION,
        generation ->
            session ->
                session
                    .reply(LOOKUP, ENTRY, entry(2, 7, FILE))
                    .reply(LOOKUP, ENTRY, entry(2, generation, FILE)),
        8,
        7);
    each(
        ReplyRule.ENTRY_MADE,
        mode -> session -> session.reply(MKDIR, ENTRY, entry(2, 0, mode)),
        FILE,
        DIRECTORY);
  }

  private static void attributes() {
    each(ReplyRule.ATTR_TYPE, mode -> attributes(mode, PLAIN), 0644, FILE);
    each(ReplyRule.ATTR_MODE, mode -> attributes(mode, PLAIN), 1 << 16 | FILE, FILE);
    each(
        ReplyRule.ATTR_CHANGED,
        mode ->
            session ->
                session
                    .reply(LOOKUP, ENTRY, entry(2, 0, FILE))
                    .reply(
                        GETATTR,
                        asked -> asked.putLong(16, 2),
                        ATTRIBUTES,
                        message -> message.putInt(HEADER + 16 + 60, mode)),
        DIRECTORY,
        0100600);
    each(
        ReplyRule.ATTR_SIZE,
        size -> attributes(FILE, message -> message.putLong(HEADER + 16 + 8, size)),
        -1,
        1);
    each(
        ReplyRule.ATTR_NANOSECONDS,
        nanoseconds -> attributes(FILE, message -> message.putInt(HEADER + 16 + 56, nanoseconds)),
        SECOND,
        SECOND - 1);
    each(
        ReplyRule.ATTR_VALIDITY,
        nanoseconds -> attributes(FILE, message -> message.putInt(HEADER + 8, nanoseconds)),
        SECOND,
        SECOND - 1);
    each(ReplyRule.ATTR_FLAGS, flags -> attributeFlags(FILE, flags), 4, 0);
    each(ReplyRule.ATTR_SUBMOUNT, mode -> attributeFlags(mode, 1), FILE, DIRECTORY);
    add(
        ReplyRule.ATTR_DAX,
        session -> attributes(FILE, message -> message.putInt(HEADER + 16 + 84, 2)).accept(session),
        attributeFlags(FILE, 2));
  }

  private static void opened() {
    each(ReplyRule.OPEN_FLAGS, flags -> open(flags, 0), 1 << 8, 0xff & ~(1 << 7));
    add(
        ReplyRule.OPEN_PASSTHROUGH,
        session -> {
          session.negotiated(45, EnumSet.noneOf(InitFlag.class));
          open(session, 1 << 7, 1);
        },
        open(1 << 7, 1));
    each(ReplyRule.OPEN_BACKING, backing -> open(1 << 7, backing), 0, 1);
    each(ReplyRule.OPEN_CONFLICT, flags -> open(1 << 7 | flags, 1), 1 << 1, 1);
  }

  private static void listings() {
    each(
        ReplyRule.DIRENT_LENGTH,
        length -> listing(message -> message.putInt(HEADER + 16, length)),
        0,
        2);
    each(ReplyRule.DIRENT_SLASH, character -> listing(name((byte) character)), '/', 'b');
    each(ReplyRule.DIRENT_NUL, character -> listing(name((byte) character)), 0, 'b');
    each(
        ReplyRule.DIRENT_TYPE, type -> listing(message -> message.putInt(HEADER + 20, type)), 3, 0);
    each(
        ReplyRule.DIRENT_CUT,
        size ->
            session ->
                session.reply(READDIR, size, message -> dirent(message, HEADER, 1 << 20, 8, "ab")),
        31,
        32);
    each(
        ReplyRule.DIRENT_MODE,
        type ->
            session ->
                session.reply(
                    READDIRPLUS,
                    160,
                    message ->
                        dirent(
                            entry(message, HEADER, 2, 0, FILE),
                            HEADER + ENTRY,
                            1 << 20,
                            type,
                            "ab")),
        4,
        8);
    each(
        ReplyRule.DIRENT_COOKIE,
        cookie ->
            session ->
                session.reply(
                    READDIR,
                    64,
                    message ->
                        dirent(
                            dirent(message, HEADER, 1 << 20, 8, "ab"),
                            HEADER + 32,
                            cookie,
                            8,
                            "cd")),
        1 << 20,
        1 << 19);
  }

  private static void negotiation() {
    each(ReplyRule.INIT_MAJOR, major -> init(message -> message.putInt(HEADER, major)), 8, 7);
    each(ReplyRule.INIT_SIZE, size -> session -> session.init(size, PLAIN), 40, 24);
    each(
        ReplyRule.INIT_MAX_WRITE,
        size -> init(message -> message.putInt(HEADER + 20, size)),
        4095,
        4096);
    add(
        ReplyRule.INIT_FLAGS,
        init(message -> message.putInt(HEADER + 12, 1 << 30).putInt(HEADER + 32, 1 << 31)),
        init(message -> message.putInt(HEADER + 12, 1)));
    each(
        ReplyRule.INIT_EXTENDED,
        flags -> init(message -> message.putInt(HEADER + 12, flags).putInt(HEADER + 32, 1)),
        0,
        1 << 30);
    each(
        ReplyRule.INIT_GRANULARITY,
        granularity -> init(message -> message.putInt(HEADER + 24, granularity)),
        SECOND + 1,
        SECOND);
    each(
        ReplyRule.INIT_MAX_PAGES,
        pages ->
            init(
                message ->
                    message.putInt(HEADER + 12, 1 << 22).putShort(HEADER + 28, (short) pages)),
        0,
        1);
    each(
        ReplyRule.INIT_PASSTHROUGH,
        depth ->
            init(
                message ->
                    message
                        .putInt(HEADER + 12, 1 << 30)
                        .putInt(HEADER + 32, 1 << 5)
                        .putInt(HEADER + 36, depth)),
        3,
        2);
  }

  private static void room(ReplyRule rule, Opcode opcode, int sizeAt) {
    each(
        rule,
        size ->
            session ->
                session.reply(
                    opcode, asked -> asked.putInt(REQUEST_HEADER + sizeAt, 100), size, PLAIN),
        101,
        100);
  }

  private static Consumer<CheckedSession> fails(Opcode opcode, int error) {
    return session -> session.reply(opcode, 0, message -> message.putInt(4, error));
  }

  private static void cut(CheckedSession session, int length) {
    Request request = session.request(UNLINK, PLAIN);
    session.raw(UNLINK, request, CheckedSession.message(request.unique().value(), 0), length);
  }

  private static Consumer<CheckedSession> ioctl(int asked, int vectors) {
    return session ->
        session.reply(
            IOCTL,
            request -> request.putInt(REQUEST_HEADER + 8, asked),
            16,
            message -> message.putInt(HEADER + 4, 4).putInt(HEADER + 8, vectors));
  }

  private static Consumer<CheckedSession> seek(long from, long found) {
    return session ->
        session.reply(
            LSEEK,
            asked -> asked.putLong(REQUEST_HEADER + 8, from).putInt(REQUEST_HEADER + 16, 3),
            8,
            message -> message.putLong(HEADER, found));
  }

  private static Consumer<CheckedSession> lock(long start, long end, int type) {
    return session ->
        session.reply(
            GETLK,
            24,
            message ->
                message.putLong(HEADER, start).putLong(HEADER + 8, end).putInt(HEADER + 16, type));
  }

  private static Consumer<CheckedSession> attributes(int mode, Consumer<ByteBuffer> change) {
    return session ->
        session.reply(
            GETATTR,
            ATTRIBUTES,
            message -> {
              message.putInt(HEADER + 16 + 60, mode);
              change.accept(message);
            });
  }

  private static Consumer<CheckedSession> attributeFlags(int mode, int flags) {
    return session -> {
      session.negotiated(45, EnumSet.of(InitFlag.SUBMOUNTS, InitFlag.HAS_INODE_DAX));
      attributes(mode, message -> message.putInt(HEADER + 16 + 84, flags)).accept(session);
    };
  }

  private static Consumer<CheckedSession> open(int flags, int backing) {
    return session -> {
      session.negotiated(45, EnumSet.of(InitFlag.PASSTHROUGH));
      open(session, flags, backing);
    };
  }

  private static void open(CheckedSession session, int flags, int backing) {
    session.reply(
        OPEN, 16, message -> message.putInt(HEADER + 8, flags).putInt(HEADER + 12, backing));
    session.reply(
        CREATE,
        ENTRY + 16,
        message ->
            entry(message, HEADER, 2, 0, FILE)
                .putInt(HEADER + ENTRY + 8, flags)
                .putInt(HEADER + ENTRY + 12, backing));
  }

  private static Consumer<CheckedSession> listing(Consumer<ByteBuffer> change) {
    return session ->
        session.reply(
            READDIR,
            32,
            message -> {
              dirent(message, HEADER, 1 << 20, 8, "ab");
              change.accept(message);
            });
  }

  private static Consumer<ByteBuffer> name(byte character) {
    return message -> message.put(HEADER + 25, character);
  }

  private static Consumer<CheckedSession> init(Consumer<ByteBuffer> change) {
    return session -> session.init(64, change);
  }

  private static ByteBuffer fill(ByteBuffer message, int character) {
    for (int at = HEADER; at < message.capacity(); at++) {
      message.put(at, (byte) character);
    }
    return message;
  }

  private static void each(
      ReplyRule rule, IntFunction<Consumer<CheckedSession>> message, int wrong, int right) {
    add(rule, message.apply(wrong), message.apply(right));
  }

  private static void add(
      ReplyRule rule, Consumer<CheckedSession> breaks, Consumer<CheckedSession> keeps) {
    if (ALL.put(rule, new Example(breaks, keeps)) != null) {
      throw new IllegalStateException("two examples of " + rule);
    }
  }

  private ReplyRuleExamples() {}
}
