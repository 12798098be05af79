package org.fusefixture.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.errno.Errno;
import org.fusefixture.posix.TimeSpec;
import org.fusefixture.protocol.XattrName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxCallsTest {
  private static final int RW = OpenFlag.O_RDWR | OpenFlag.O_CREAT;

  @TempDir Path directory;

  @Test
  void missing_file_gives_call_errno_and_arguments() {
    assertThatThrownBy(() -> LinuxPaths.open(LinuxPath.of("/no/such"), OpenFlag.O_RDONLY))
        .isInstanceOfSatisfying(LinuxException.class, e -> assertThat(e.is(Errno.ENOENT)).isTrue())
        .hasMessage(
            "openat(AT_FDCWD, \"/no/such\", flags 00, mode 00) failed: ENOENT (2), No such file or"
                + " directory");
  }

  @Test
  void failed_splice_says_what_to_do() {
    try (Fd a = file("a");
        Fd b = file("b")) {
      assertThatThrownBy(() -> LinuxPipes.splice(a, 0, b, 0, 4096, 0))
          .hasMessageStartingWith(
              "splice(" + a + " -> " + b + ", 4096 bytes) failed: EINVAL (22), Invalid argument: ")
          .hasMessageContaining("one buffer more");
    }
  }

  @Test
  void bytes_written_from_native_memory_are_read_back() {
    try (Fd file = file("data");
        NativeBuffer memory = NativeBuffer.allocate(8192)) {
      for (int i = 0; i < 4096; i++) {
        memory.bytes().put(i, (byte) (i * 7));
      }
      LinuxFiles.pwriteFully(file, memory.address(), 4096, 100);
      assertThat(LinuxFiles.preadFully(file, memory.address() + 4096, 4096, 100)).isEqualTo(4096);
      assertThat(memory.bytes().slice(4096, 4096)).isEqualTo(memory.bytes().slice(0, 4096));
      assertThat(LinuxPaths.status(file).size()).isEqualTo(4196);
      assertThat(LinuxFiles.pread(file, memory.address(), 10, 10_000)).isZero();
    }
  }

  @Test
  void descriptor_is_closed_once_and_refuses_use_afterwards() {
    Fd file = file("once");
    int number = file.descriptor();
    file.close();
    try (Fd reused = file("other")) {
      assertThat(reused.descriptor()).isEqualTo(number);
      file.close();
      assertThat(LinuxPaths.status(reused).isRegular()).isTrue();
    }
    assertThatThrownBy(file::descriptor).hasMessage("fd " + number + " was closed");
  }

  @Test
  void memory_given_back_refuses_use() {
    NativeBuffer memory = NativeBuffer.allocate(1);
    memory.close();
    memory.close();
    assertThatThrownBy(memory::bytes).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void status_agrees_with_the_virtual_machine() throws Exception {
    Path file = Files.write(directory.resolve("s"), new byte[12345]);
    Statx status = LinuxPaths.statx(Fd.WORKING_DIRECTORY, LinuxPath.of(file), 0);
    assertThat(status.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(status.mode()).isEqualTo(Files.getAttribute(file, "unix:mode"));
    assertThat(status.device()).isEqualTo(Files.getAttribute(file, "unix:dev"));
    assertThat(status.links()).isEqualTo(Files.getAttribute(file, "unix:nlink"));
    assertThat(status.size()).isEqualTo(12345);
    assertThat(status.modify().toInstant()).isEqualTo(Files.getLastModifiedTime(file).toInstant());
    Statx zero = LinuxPaths.statx(Fd.WORKING_DIRECTORY, LinuxPath.of("/dev/zero"), 0);
    assertThat(zero.specialDevice()).isEqualTo(Statx.device(1, 5));
  }

  @Test
  void names_are_made_listed_renamed_and_removed() {
    try (Fd here = LinuxPaths.open(LinuxPath.of(directory), OpenFlag.O_DIRECTORY)) {
      LinuxPaths.mkdirat(here, LinuxPath.of("d"), 0750);
      LinuxPaths.symlinkat(LinuxPath.of("target"), here, LinuxPath.of("l"));
      LinuxPaths.renameat2(
          here, LinuxPath.of("d"), here, LinuxPath.of("l"), LinuxPaths.RENAME_EXCHANGE);
      assertThat(LinuxPaths.readlinkat(here, LinuxPath.of("d"))).hasToString("target");
      assertThat(LinuxPaths.readDirectory(here))
          .filteredOn(entry -> !entry.isDots())
          .extracting(entry -> entry.name().toString())
          .containsExactlyInAnyOrder("d", "l");
      LinuxPaths.unlinkat(here, LinuxPath.of("d"), 0);
      LinuxPaths.unlinkat(here, LinuxPath.of("l"), LinuxPaths.AT_REMOVEDIR);
      assertThat(LinuxPaths.readDirectory(here)).allMatch(Dirent::isDots);
    }
  }

  @Test
  void times_owners_and_modes_are_set() {
    try (Fd file = file("t")) {
      LinuxPaths.futimens(file, new TimeSpec(5, 6), new TimeSpec(-7, 8));
      LinuxPaths.fchmod(file, 0604);
      Statx status = LinuxPaths.status(file);
      assertThat(status.access()).isEqualTo(new TimeSpec(5, 6));
      assertThat(status.modify()).isEqualTo(new TimeSpec(-7, 8));
      assertThat(status.permissions()).isEqualTo(0604);
    }
  }

  @Test
  void attributes_longer_than_the_first_try_are_read_whole() {
    LinuxPath path = LinuxPath.of(directory.resolve("x"));
    LinuxPath name = LinuxPath.of("user.test");
    byte[] value = "v".repeat(3000).getBytes(StandardCharsets.UTF_8);
    try (Fd file = file("x")) {
      LinuxXattrs.set(file, name, value, LinuxXattrs.XATTR_CREATE);
      assertThat(LinuxXattrs.get(path, true, name)).isEqualTo(value);
      assertThat(LinuxXattrs.list(file)).containsExactly(XattrName.of("user.test"));
      LinuxXattrs.remove(path, false, name);
      assertThatThrownBy(() -> LinuxXattrs.get(file, name)).hasMessageContaining("ENODATA");
    }
  }

  @Test
  void range_is_copied_between_files() {
    try (Fd from = file("from");
        Fd to = file("to");
        NativeBuffer memory = NativeBuffer.allocate(16)) {
      memory.bytes().putLong(0, 0x1122334455667788L);
      LinuxFiles.pwriteFully(from, memory.address(), 8, 0);
      assertThat(LinuxFiles.copyFileRange(from, 0, to, 10, 8)).isEqualTo(8);
      LinuxFiles.preadFully(to, memory.address() + 8, 8, 10);
      assertThat(memory.bytes().getLong(8)).isEqualTo(0x1122334455667788L);
      assertThat(LinuxFiles.lseek(to, 0, LinuxFiles.SEEK_END)).isEqualTo(18);
    }
  }

  @Test
  void pipe_tells_its_size_and_what_it_holds() {
    LinuxPipes.Ends pipe = LinuxPipes.pipe(OpenFlag.O_NONBLOCK);
    try (Fd read = pipe.read();
        Fd write = pipe.write();
        NativeBuffer memory = NativeBuffer.allocate(4096)) {
      assertThat(LinuxPipes.trySetSize(write, 128 * 1024)).isEqualTo(128 * 1024);
      assertThat(LinuxPipes.size(read)).isEqualTo(128 * 1024);
      LinuxFiles.write(write, memory.address(), 100);
      assertThat(LinuxPipes.available(read)).isEqualTo(100);
      LinuxFiles.read(read, memory.address(), 100);
      assertThat(LinuxFiles.tryRead(read, memory.address(), 1)).isEqualTo(-Errno.EAGAIN.number());
    }
  }

  @Test
  void filesystem_is_described() {
    assertThat(LinuxPaths.statfs(LinuxPath.of("/proc")).type()).isEqualTo(0x9fa0);
  }

  @Test
  void event_counter_becomes_readable() {
    try (Fd counter = LinuxFiles.eventfd(0, OpenFlag.O_CLOEXEC);
        NativeBuffer one = NativeBuffer.allocate(8)) {
      assertThat(LinuxFiles.poll(counter, 1, 0)).isZero();
      one.bytes().putLong(0, 1);
      LinuxFiles.write(counter, one.address(), 8);
      assertThat(LinuxFiles.poll(counter, 1, 0)).isEqualTo(1);
    }
  }

  @Test
  void process_and_thread_are_known() {
    assertThat(LinuxProcesses.pid()).isEqualTo((int) ProcessHandle.current().pid());
    assertThat(Path.of("/proc/self/task/" + LinuxProcesses.tid())).exists();
    assertThat(LinuxProcesses.pageSize()).isIn(4096, 16384, 65536);
    LinuxProcesses.kill(LinuxProcesses.pid(), 0);
  }

  @Test
  void capability_is_dropped_by_one_thread_only() throws Exception {
    boolean before = Capability.KILL.isEffective();
    boolean[] after = {true};
    Thread thread =
        new Thread(
            () -> {
              Capability.KILL.drop();
              after[0] = Capability.KILL.isEffective();
            });
    thread.start();
    thread.join(10_000);
    assertThat(after[0]).isFalse();
    assertThat(Capability.KILL.isEffective()).isEqualTo(before);
  }

  @Test
  void reading_and_writing_allocates_nothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer direct = ByteBuffer.allocateDirect(64);
    try (Fd file = file("hot")) {
      rounds(file, direct, 50_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      rounds(file, direct, 50_000);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }
  }

  private static void rounds(Fd file, ByteBuffer direct, int count) {
    for (int i = 0; i < count; i++) {
      LinuxFiles.tryPwrite(file, LinuxMemory.addressOf(direct), 64, 0);
      LinuxFiles.tryPread(file, LinuxMemory.addressOf(direct), 64, 0);
    }
  }

  private Fd file(String name) {
    return LinuxPaths.open(LinuxPath.of(directory.resolve(name)), RW, 0600);
  }
}
