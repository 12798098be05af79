package org.fusefixture.protocol.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.internal.wire.NotificationCode;
import org.fusefixture.protocol.InitFlag;
import org.fusefixture.protocol.reply.OpenReply;
import org.fusefixture.protocol.request.GetattrRequest;
import org.fusefixture.protocol.request.HandleRequest;
import org.fusefixture.protocol.request.LockRequest;
import org.fusefixture.protocol.request.PollRequest;
import org.fusefixture.protocol.request.SetattrRequest;
import org.fusefixture.protocol.request.WriteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables against the header of this machine, in both directions. */
class TablesTest {
  /** Not operations of a filesystem. */
  private static final Set<String> NO_OPERATIONS =
      Set.of("CUSE_INIT", "CUSE_INIT_BSWAP_RESERVED", "FUSE_INIT_BSWAP_RESERVED");

  /** Numbers that have two names in errno.h; the table has the first. */
  private static final Map<String, String> ALIASES =
      Map.of("EWOULDBLOCK", "EAGAIN", "EDEADLOCK", "EDEADLK", "ENOTSUP", "EOPNOTSUPP");

  /** Minor versions that added single bits, from 7.32 on. */
  private static final Map<String, Integer> FLAG_SINCE =
      Map.of("NOFLUSH", 35, "PARALLEL_DIRECT_WRITES", 38, "PASSTHROUGH", 40, "KILL_SUIDGID", 33);

  @ParameterizedTest
  @EnumSource(Opcode.class)
  void opcode_hasTheNumberOfTheHeader(Opcode opcode) {
    assertThat((long) opcode.number()).isEqualTo(number("FUSE_" + opcode, opcode.sinceMinor()));
  }

  @Test
  void everyOperationOfTheHeader_isInTheTable() {
    KernelHeader header = KernelHeader.read();
    List<String> operations =
        Stream.concat(header.enumerators("FUSE_").stream(), header.enumerators("CUSE_").stream())
            .filter(name -> !name.startsWith("FUSE_NOTIFY_") || name.equals("FUSE_NOTIFY_REPLY"))
            .filter(name -> !name.matches("FUSE_(MAX_NR_SECCTX|EXT_\\w+|IO_URING_\\w+)"))
            .filter(name -> !NO_OPERATIONS.contains(name))
            .toList();
    assertThat(operations).hasSizeGreaterThan(45);
    assertThat(operations)
        .allSatisfy(
            name ->
                assertThat(Opcode.of((int) header.require(name, 0)).map(o -> "FUSE_" + o))
                    .contains(name));
  }

  @ParameterizedTest
  @EnumSource(NotificationCode.class)
  void notification_hasTheNumberOfTheHeader(NotificationCode code) {
    assertThat((long) code.number()).isEqualTo(number("FUSE_NOTIFY_" + code, code.sinceMinor()));
  }

  @ParameterizedTest
  @EnumSource(
      value = InitFlag.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "SPLICE_READ_USER_PAGES")
  void initFlag_hasTheBitOfTheHeader(InitFlag flag) {
    assertThat(flag.mask()).isEqualTo(number("FUSE_" + flag, flag.sinceMinor()));
  }

  @Test
  void bitOfUserPages_isNotAssignedOrAsProposed() {
    // Another meaning upstream would show here as a name of the same value.
    List<String> names =
        KernelHeader.read().macros("FUSE_").stream()
            .filter(
                name ->
                    KernelHeader.read().require(name, 0) == InitFlag.SPLICE_READ_USER_PAGES.mask())
            .toList();
    assertThat(names).isSubsetOf("FUSE_SPLICE_READ_USER_PAGES");
  }

  static Stream<Field> prefixedFlags() {
    return Stream.of(OpenReply.class, SetattrRequest.class)
        .flatMap(type -> Arrays.stream(type.getFields()));
  }

  @ParameterizedTest
  @MethodSource("prefixedFlags")
  void prefixedFlag_hasTheBitOfTheHeader(Field flag) throws ReflectiveOperationException {
    String bare = flag.getName().replaceFirst("FOPEN_|FATTR_", "");
    assertThat(flag.getLong(null))
        .isEqualTo(number(flag.getName(), FLAG_SINCE.getOrDefault(bare, 0)));
  }

  @Test
  void flagsOfRequests_haveTheBitsOfTheHeader() {
    assertThat((long) WriteRequest.FLAG_CACHE).isEqualTo(number("FUSE_WRITE_CACHE", 0));
    assertThat((long) WriteRequest.FLAG_LOCKOWNER).isEqualTo(number("FUSE_WRITE_LOCKOWNER", 0));
    assertThat((long) WriteRequest.FLAG_KILL_SUIDGID)
        .isEqualTo(number("FUSE_WRITE_KILL_SUIDGID", 33));
    assertThat((long) GetattrRequest.FLAG_FH).isEqualTo(number("FUSE_GETATTR_FH", 0));
    assertThat((long) HandleRequest.Fsync.FLAG_FDATASYNC)
        .isEqualTo(number("FUSE_FSYNC_FDATASYNC", 31));
    assertThat((long) LockRequest.FLAG_FLOCK).isEqualTo(number("FUSE_LK_FLOCK", 0));
    assertThat((long) PollRequest.FLAG_SCHEDULE_NOTIFY)
        .isEqualTo(number("FUSE_POLL_SCHEDULE_NOTIFY", 0));
  }

  @ParameterizedTest
  @EnumSource(Errno.class)
  void errno_hasTheNumberOfTheHeader(Errno errno) {
    assertThat((long) errno.number()).isEqualTo(number(errno.name(), 0));
  }

  @Test
  void everyErrorOfTheHeader_isInTheTable() {
    KernelHeader header = KernelHeader.read();
    List<String> errors =
        header.macros("E").stream().filter(name -> name.matches("E[A-Z0-9]+")).toList();
    assertThat(errors).hasSizeGreaterThan(120);
    assertThat(errors)
        .allSatisfy(
            name -> {
              Optional<Errno> errno = Errno.of((int) header.require(name, 0));
              assertThat(errno.map(Errno::name)).contains(ALIASES.getOrDefault(name, name));
            });
  }

  private static long number(String name, int sinceMinor) {
    return KernelHeader.read().require(name, sinceMinor);
  }
}
