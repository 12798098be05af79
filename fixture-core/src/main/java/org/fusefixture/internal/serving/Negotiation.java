package org.fusefixture.internal.serving;

import java.util.EnumSet;
import java.util.Set;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.FilesystemOptions;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.ProtocolVersion;
import org.fusefixture.protocol.SessionParameters;
import org.fusefixture.protocol.request.SessionRequest;

/**
 * Decides on the parameters of a session, in the way in which process_init_reply of fs/fuse/inode.c
 * (Linux 6.18) reads them.
 *
 * <p>A kernel with a newer major version is first asked to send another INIT: see {@link
 * #needsAnotherInit}.
 */
public final class Negotiation {
  /** Log2 of the alignment of DAX mappings: 4 KiB. */
  static final int MAP_ALIGNMENT = 12;

  /** The backing file of a passthrough file may itself be stacked on one filesystem, no more. */
  static final int MAX_STACK_DEPTH = 1;

  /** FUSE_DEFAULT_MAX_PAGES_PER_REQ of fs/fuse/fuse_i.h, without FUSE_MAX_PAGES. */
  private static final int DEFAULT_MAX_PAGES = 32;

  private static final int PAGE_SIZE = 4096;

  /**
   * From 7.36 up to some kernels of 7.38 the security context was sent without being counted in the
   * header's total_extlen, which Linux 6.3 added.
   */
  private static final int COUNTED_EXTENSIONS_SINCE = 39;

  /**
   * Whether the kernel speaks a newer major version. It then expects {@link ProtocolVersion#NEWEST}
   * alone as the answer ({@code InitReply.tryAgainWith}), and sends another INIT.
   */
  public static boolean needsAnotherInit(SessionRequest.Init request) {
    return Integer.compareUnsigned(request.version().major(), ProtocolVersion.NEWEST.major()) > 0;
  }

  /**
   * Agrees with the kernel that this program runs on.
   *
   * @param request what the kernel offers
   * @param options what the filesystem wants; what the kernel does not offer is left out
   * @param mode how payloads travel
   * @throws NegotiationRefusedException if the kernel is too old, or lacks what the mode needs
   */
  public static SessionParameters negotiate(
      SessionRequest.Init request, FilesystemOptions options, TransferMode mode)
      throws NegotiationRefusedException {
    return negotiate(request, options, mode, System.getProperty("os.version"));
  }

  /**
   * As {@link #negotiate(SessionRequest.Init, FilesystemOptions, TransferMode)}.
   *
   * @param kernelRelease what uname(2) calls the kernel, for the message of a refusal
   */
  public static SessionParameters negotiate(
      SessionRequest.Init request,
      FilesystemOptions options,
      TransferMode mode,
      String kernelRelease)
      throws NegotiationRefusedException {
    ProtocolVersion version = version(request.version(), kernelRelease);
    Set<InitFlag> offered = offered(request, version);
    requireMode(mode, offered, request, kernelRelease);
    Set<InitFlag> agreed = wanted(options, mode);
    agreed.retainAll(offered);
    if (agreed.stream().anyMatch(flag -> flag.bit() >= Integer.SIZE)) {
      agreed.add(InitFlag.INIT_EXT);
    }
    int mostPages = agreed.contains(InitFlag.MAX_PAGES) ? 0xffff : DEFAULT_MAX_PAGES;
    int maxPages = Math.min(mostPages, (options.maxWrite() + PAGE_SIZE - 1) / PAGE_SIZE);
    return new SessionParameters(
        version,
        InitFlag.mask(agreed),
        unsignedMinimum(request.maxReadahead(), options.maxReadahead()),
        options.maxBackground(),
        Math.max(1, options.maxBackground() * 3 / 4),
        Math.min(options.maxWrite(), maxPages * PAGE_SIZE),
        1,
        maxPages,
        agreed.contains(InitFlag.MAP_ALIGNMENT) ? MAP_ALIGNMENT : 0,
        agreed.contains(InitFlag.PASSTHROUGH) ? MAX_STACK_DEPTH : 0,
        agreed.contains(InitFlag.REQUEST_TIMEOUT) ? (int) options.requestTimeout().toSeconds() : 0);
  }

  private static ProtocolVersion version(ProtocolVersion kernel, String kernelRelease)
      throws NegotiationRefusedException {
    int major = ProtocolVersion.NEWEST.major();
    if (kernel.major() != major
        || Integer.compareUnsigned(kernel.minor(), ProtocolVersion.OLDEST.minor()) < 0) {
      throw new NegotiationRefusedException(
          "Linux "
              + kernelRelease
              + " speaks FUSE "
              + kernel
              + ", but a session needs "
              + ProtocolVersion.OLDEST
              + " to "
              + major
              + ".x (Linux 5.2 or later)",
          Errno.EPROTO);
    }
    return new ProtocolVersion(
        major, unsignedMinimum(kernel.minor(), ProtocolVersion.NEWEST.minor()));
  }

  /** What the kernel offers; bits that its version does not define are ignored. */
  private static Set<InitFlag> offered(SessionRequest.Init request, ProtocolVersion version) {
    Set<InitFlag> offered = InitFlag.in(request.flags());
    boolean wide = offered.contains(InitFlag.INIT_EXT) && version.minor() >= 36;
    offered.removeIf(flag -> flag.bit() >= Integer.SIZE && !wide);
    offered.removeIf(flag -> flag.sinceMinor() > version.minor());
    if (version.minor() < COUNTED_EXTENSIONS_SINCE) {
      offered.remove(InitFlag.SECURITY_CTX);
    }
    return offered;
  }

  private static void requireMode(
      TransferMode mode, Set<InitFlag> offered, SessionRequest.Init request, String kernelRelease)
      throws NegotiationRefusedException {
    for (InitFlag flag : needed(mode)) {
      if (!offered.contains(flag)) {
        throw new NegotiationRefusedException(
            "mode "
                + mode
                + " needs "
                + flag
                + " (bit "
                + flag.bit()
                + " of the INIT flags), but Linux "
                + kernelRelease
                + ", FUSE "
                + request.version()
                + ", offers only 0x"
                + Long.toHexString(request.flags())
                + (flag == InitFlag.SPLICE_READ_USER_PAGES
                    ? "; use the patched kernel, or mode SPLICE or COPY"
                    : "; use mode COPY"),
            Errno.EOPNOTSUPP);
      }
    }
  }

  private static Set<InitFlag> needed(TransferMode mode) {
    return switch (mode) {
      case COPY -> EnumSet.noneOf(InitFlag.class);
      case SPLICE -> EnumSet.of(InitFlag.SPLICE_READ);
      case SPLICE_USER_PAGES -> EnumSet.of(InitFlag.SPLICE_READ, InitFlag.SPLICE_READ_USER_PAGES);
    };
  }

  private static Set<InitFlag> wanted(FilesystemOptions options, TransferMode mode) {
    Set<InitFlag> wanted = EnumSet.of(InitFlag.MAX_PAGES, InitFlag.SETXATTR_EXT);
    wanted.addAll(options.initFlags());
    wanted.addAll(needed(mode));
    if (mode.splices()) {
      wanted.add(InitFlag.SPLICE_WRITE);
      wanted.add(InitFlag.SPLICE_MOVE);
    }
    if (options.requestTimeout().toSeconds() > 0) {
      wanted.add(InitFlag.REQUEST_TIMEOUT);
    }
    return wanted;
  }

  private static int unsignedMinimum(int one, int other) {
    return Integer.compareUnsigned(one, other) < 0 ? one : other;
  }

  private Negotiation() {}
}
