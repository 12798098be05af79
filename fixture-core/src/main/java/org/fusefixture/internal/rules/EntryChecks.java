package org.fusefixture.internal.rules;

import java.nio.ByteBuffer;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.rules.ReplyChecks.Verdict;
import org.fusefixture.internal.wire.AttributesLayout;
import org.fusefixture.internal.wire.EntryLayout;
import org.fusefixture.internal.wire.ReplyFields;
import org.fusefixture.internal.wire.ReplyHeader;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ReplyShape;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.EntryRequest;
import org.fusefixture.protocol.request.MakeRequest;

/** Inodes and their attributes, one by one and against what was told of them before. */
final class EntryChecks {
  private static final int BODY_AT = ReplyHeader.SIZE;
  private static final long ROOT = 1;
  private static final int NANOSECONDS = 1_000_000_000;
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LINK = 0120000;
  private static final int ANY = 0;
  private static final int MODE = 0177777;
  private static final int SUBMOUNT = 1;
  private static final int DAX = 1 << 1;

  /** The field was padding before (include/uapi/linux/fuse.h). */
  private static final int FLAGS_SINCE_MINOR = 32;

  /** STATX_TYPE and STATX_SIZE of include/uapi/linux/stat.h. */
  private static final int STATX_TYPE = 1;

  private static final int STATX_SIZE = 1 << 9;
  private static final int STATX_ALL = -1;

  private final SessionParameters parameters;
  private final LiveNodes nodes;

  EntryChecks(SessionParameters parameters, LiveNodes nodes) {
    this.parameters = parameters;
    this.nodes = nodes;
  }

  /** The entry or the attributes of a reply that has some. */
  Verdict check(Answer answer) {
    ReplyShape shape = answer.opcode().shape();
    if (shape.hasEntry()) {
      return entry(answer);
    }
    ByteBuffer message = answer.message();
    AttributesLayout layout = ReplyFields.attributes(shape);
    int at = ReplyFields.attributesAt(shape);
    boolean extended = layout == AttributesLayout.EXTENDED;
    int known = extended ? message.getInt(at) : STATX_ALL;
    // both structures start with attr_valid and attr_valid_nsec
    Verdict verdict =
        validity(answer, ReplyRule.ATTR_VALIDITY, message.getInt(BODY_AT + 8))
            .and(attributes(answer, layout, at, known));
    int type = type(layout.mode(message, at));
    if ((known & STATX_TYPE) == 0 || type == ANY) {
      return verdict;
    }
    long node = answer.request().nodeId().value();
    LiveNodes.Told told = nodes.attributes(node, type);
    return told == null ? verdict : typeChanged(answer, node, told.type(), type);
  }

  private Verdict entry(Answer answer) {
    ByteBuffer message = answer.message();
    long node = EntryLayout.nodeId(message, BODY_AT);
    boolean lookup = answer.opcode() == Opcode.LOOKUP;
    if (node == 0) {
      return lookup
          ? validity(answer, ReplyRule.ENTRY_VALIDITY, message.getInt(BODY_AT + 32))
          : answer.report(ReplyRule.ENTRY_MISSING, answer.opcode() + " gives nodeid 0");
    }
    if (node == ROOT && !(lookup && namesDots(answer))) {
      return answer.report(ReplyRule.ENTRY_ROOT, "the entry has nodeid 1");
    }
    Verdict verdict = entryAt(answer, BODY_AT);
    int made = madeType(answer);
    int type = type(layoutMode(message, BODY_AT));
    return made == ANY || type == made || type == ANY
        ? verdict
        : answer.report(
            ReplyRule.ENTRY_MADE,
            "the type is " + octal(type) + ", and " + octal(made) + " was asked for");
  }

  /** An entry with an inode; grants one lookup of it. */
  Verdict entryAt(Answer answer, int at) {
    ByteBuffer message = answer.message();
    Verdict verdict =
        validity(answer, ReplyRule.ENTRY_VALIDITY, EntryLayout.largestNanoseconds(message, at));
    verdict =
        verdict.and(
            attributes(answer, AttributesLayout.PLAIN, at + EntryLayout.ATTRIBUTES_AT, STATX_ALL));
    long node = EntryLayout.nodeId(message, at);
    long generation = EntryLayout.generation(message, at);
    int type = type(layoutMode(message, at));
    LiveNodes.Told told = nodes.grant(node, generation, type);
    if (told == null) {
      return verdict;
    }
    if (told.generation() != generation) {
      verdict =
          answer.report(
              ReplyRule.ENTRY_GENERATION,
              "the kernel holds node "
                  + Long.toUnsignedString(node)
                  + " with generation "
                  + Long.toUnsignedString(told.generation())
                  + ", and it comes with generation "
                  + Long.toUnsignedString(generation));
    }
    return told.type() == type || told.type() == ANY || type == ANY
        ? verdict
        : typeChanged(answer, node, told.type(), type);
  }

  static int layoutMode(ByteBuffer message, int entryAt) {
    return AttributesLayout.PLAIN.mode(message, entryAt + EntryLayout.ATTRIBUTES_AT);
  }

  static Verdict validity(Answer answer, ReplyRule rule, int nanoseconds) {
    return Integer.compareUnsigned(nanoseconds, NANOSECONDS) < 0
        ? Verdict.RIGHT
        : answer.report(rule, Integer.toUnsignedString(nanoseconds) + " nanoseconds");
  }

  private Verdict attributes(Answer answer, AttributesLayout layout, int at, int known) {
    ByteBuffer message = answer.message();
    int mode = layout.mode(message, at);
    Verdict verdict = Verdict.RIGHT;
    if ((known & STATX_TYPE) != 0 && type(mode) == ANY) {
      verdict = answer.report(ReplyRule.ATTR_TYPE, "the mode is " + octal(mode));
    }
    if ((mode & ~MODE) != 0) {
      verdict = answer.report(ReplyRule.ATTR_MODE, "the mode is " + octal(mode));
    }
    long size = layout.size(message, at);
    if ((known & STATX_SIZE) != 0 && size < 0) {
      verdict = answer.report(ReplyRule.ATTR_SIZE, "the size is " + size);
    }
    verdict =
        verdict.and(
            validity(answer, ReplyRule.ATTR_NANOSECONDS, layout.largestNanoseconds(message, at)));
    return layout == AttributesLayout.PLAIN && parameters.version().minor() >= FLAGS_SINCE_MINOR
        ? verdict.and(flags(answer, AttributesLayout.flags(message, at), type(mode)))
        : verdict;
  }

  private Verdict flags(Answer answer, int flags, int type) {
    Verdict verdict = Verdict.RIGHT;
    if ((flags & ~(SUBMOUNT | DAX)) != 0) {
      verdict =
          answer.report(ReplyRule.ATTR_FLAGS, "the flags are " + BodyChecks.hexadecimal(flags));
    }
    if ((flags & SUBMOUNT) != 0 && (type != DIRECTORY || !parameters.has(InitFlag.SUBMOUNTS))) {
      verdict =
          answer.report(
              ReplyRule.ATTR_SUBMOUNT,
              type == DIRECTORY ? "it was not negotiated" : "the type is " + octal(type));
    }
    return (flags & DAX) == 0 || parameters.has(InitFlag.HAS_INODE_DAX)
        ? verdict
        : answer.report(ReplyRule.ATTR_DAX, "it was not negotiated");
  }

  private static Verdict typeChanged(Answer answer, long node, int before, int now) {
    return answer.report(
        ReplyRule.ATTR_CHANGED,
        "the type of node "
            + Long.toUnsignedString(node)
            + " was "
            + octal(before)
            + ", and is "
            + octal(now));
  }

  /** The kernel looks up "." and ".." of an inode to find its parent (fs/fuse/inode.c). */
  private static boolean namesDots(Answer answer) {
    String name = ((EntryRequest) answer.request()).name().toString();
    return name.equals(".") || name.equals("..");
  }

  private static int madeType(Answer answer) {
    return switch (answer.opcode()) {
      case MKDIR -> DIRECTORY;
      case SYMLINK -> LINK;
      case CREATE, TMPFILE -> REGULAR;
      case MKNOD -> type(((MakeRequest.Mknod) answer.request()).mode());
      default -> ANY;
    };
  }

  /** The bits of a type that Linux has; otherwise {@link #ANY}. */
  private static int type(int mode) {
    int type = mode & TYPE;
    return switch (type) {
      case 0010000, 0020000, DIRECTORY, 0060000, REGULAR, LINK, 0140000 -> type;
      default -> ANY;
    };
  }

  static String octal(int bits) {
    return "0" + Integer.toOctalString(bits);
  }
}
