package org.fusefixture.protocol.request;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.fusefixture.protocol.MalformedRequestException;
import org.fusefixture.protocol.XattrName;

/**
 * What follows the body of a request that makes an inode (since 7.38). Extensions of unknown types
 * are ignored.
 *
 * <p>Each starts at a multiple of 8 from the first one's start. Types up to 31 are counts of
 * security contexts (FUSE_MAX_NR_SECCTX), 32 is FUSE_EXT_GROUPS:
 *
 * <pre>
 *   struct fuse_secctx_header             struct fuse_ext_header, fuse_supp_groups
 *   offset  size  field                   offset  size  field
 *        0     4  size, with this              0     4  size, with this
 *        4     4  nr_secctx, up to 31          4     4  type, 32
 *        8     4  size of the value            8     4  nr_groups
 *       12     4  padding                     12     4  groups; nr_groups times
 *       16   ...  name, NUL, value
 * </pre>
 *
 * @param securityContexts labels for the new inode, with FUSE_SECURITY_CTX
 * @param supplementaryGroups of the caller, as unsigned numbers: those that matter for the new
 *     inode's group, with FUSE_CREATE_SUPP_GROUP
 */
public record RequestExtensions(
    List<SecurityContext> securityContexts, List<Integer> supplementaryGroups) {

  /**
   * A security label for an inode that is being made, to be stored as an extended attribute with it
   * ({@code struct fuse_secctx}).
   *
   * @param name of the attribute, for example {@code security.selinux}
   * @param value of the attribute; read-only
   */
  public record SecurityContext(XattrName name, ByteBuffer value) {}

  /** No extensions. */
  public static final RequestExtensions NONE = new RequestExtensions(List.of(), List.of());

  static final int HEADER_SIZE = 8;
  static final int SECURITY_CONTEXT_SIZE = 8;
  static final int MOST_SECURITY_CONTEXTS = 31;
  static final int GROUPS = 32;
  static final int GROUPS_FIXED_SIZE = 4;

  /**
   * Copies the lists.
   *
   * @param securityContexts none where the kernel sends none
   * @param supplementaryGroups none where the kernel sends none
   */
  public RequestExtensions {
    securityContexts = List.copyOf(securityContexts);
    supplementaryGroups = List.copyOf(supplementaryGroups);
  }

  /**
   * Decodes all extensions of a request.
   *
   * @param bytes from position to limit, in the byte order of the machine
   */
  static RequestExtensions decode(ByteBuffer bytes) {
    List<SecurityContext> contexts = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int at = 0;
    while (at < bytes.limit()) {
      require(bytes.limit() - at, HEADER_SIZE, "an extension at byte " + at);
      long size = Integer.toUnsignedLong(bytes.getInt(at));
      int type = bytes.getInt(at + 4);
      if (size < HEADER_SIZE || size > bytes.limit() - at) {
        throw new MalformedRequestException(
            "an extension at byte "
                + at
                + " says "
                + size
                + " of "
                + (bytes.limit() - at)
                + " bytes");
      }
      ByteBuffer body = bytes.slice(at + HEADER_SIZE, (int) size - HEADER_SIZE);
      body.order(ByteOrder.nativeOrder());
      if (type >= 0 && type <= MOST_SECURITY_CONTEXTS) {
        decodeContexts(body, type, contexts);
      } else if (type == GROUPS) {
        decodeGroups(body, groups);
      }
      at = Math.min(bytes.limit(), at + ((int) size + 7 & ~7));
    }
    return new RequestExtensions(contexts, groups);
  }

  private static void decodeContexts(ByteBuffer body, int count, List<SecurityContext> contexts) {
    for (int i = 0; i < count; i++) {
      String what = "security context " + (i + 1) + " of " + count;
      require(body.remaining(), SECURITY_CONTEXT_SIZE, what);
      long valueSize = Integer.toUnsignedLong(body.getInt());
      body.getInt();
      XattrName name = name(body, what);
      require(body.remaining(), valueSize, what);
      byte[] value = new byte[(int) valueSize];
      body.get(value);
      contexts.add(new SecurityContext(name, ByteBuffer.wrap(value).asReadOnlyBuffer()));
    }
  }

  private static XattrName name(ByteBuffer body, String what) {
    int from = body.position();
    int length = 0;
    while (from + length < body.limit() && body.get(from + length) != 0) {
      length++;
    }
    if (from + length == body.limit() || length == 0 || length > XattrName.MAX_LENGTH) {
      throw new MalformedRequestException(
          what
              + " has a name of "
              + length
              + " bytes"
              + (from + length == body.limit() ? " without a NUL" : ""));
    }
    byte[] name = new byte[length];
    body.get(name).get();
    return XattrName.of(name);
  }

  private static void decodeGroups(ByteBuffer body, List<Integer> groups) {
    require(body.remaining(), GROUPS_FIXED_SIZE, "a list of groups");
    long count = Integer.toUnsignedLong(body.getInt());
    require(body.remaining(), count * Integer.BYTES, "a list of " + count + " groups");
    for (long i = 0; i < count; i++) {
      groups.add(body.getInt());
    }
  }

  private static void require(int there, long needed, String what) {
    if (there < needed) {
      throw new MalformedRequestException(what + " needs " + needed + " bytes, but has " + there);
    }
  }
}
