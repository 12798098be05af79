package org.fusefixture.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.FileService.Transfer;
import org.fusefixture.internal.control.PageService.StampedRange;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client on an ordinary directory in place of a mount. */
class ClientMemoryTest {
  private static final Stamp STAMP = new Stamp(5, 1, 1);
  private static final int SIZE = (2 << 20) + 4096;

  private final AtomicInteger told = new AtomicInteger();
  private final List<String> calls = new ArrayList<>();
  private final CallProgress progress = calls::add;
  private final AtOnce atOnce = new AtOnce();
  private final ClientMemory pages = new ClientMemory(atOnce);
  private final ClientFiles files = new ClientFiles(atOnce, pages);
  @TempDir private Path directory;
  private ClientMount mount;
  private int file;

  @BeforeEach
  void open() {
    mount = new ClientMount(1, directory, true, told::incrementAndGet);
    file = files.open(1, "file", OpenFlag.O_CREAT | OpenFlag.O_RDWR, 0600).join();
  }

  @AfterEach
  void close() {
    ClientCall call = new ClientCall(progress, mount);
    pages.freeMappings(call);
    assertThat(files.closeAll(call)).isEmpty();
    mount.close();
  }

  @Test
  void stamps_cross_windows_and_unaligned_offsets() {
    int buffer = allocate(SIZE);
    StampedRange range = new StampedRange(buffer, 13, SIZE - 26, 1_000_001, STAMP);
    pages.stamp(range);
    assertThat(pages.check(range).join().holds()).isTrue();
    pages.fill(buffer, SIZE - 29, 16, 0xa5);
    assertThat(pages.check(range).join().wrongSectors()).isEqualTo(1);
    pages.munmap(buffer);
  }

  @Test
  void mapping_shares_its_bytes_with_the_file() {
    files.ftruncate(file, SIZE);
    int mapping = files.mmap(file, 0, SIZE, true, true).join().pages();
    StampedRange whole = new StampedRange(mapping, 0, SIZE, 0, STAMP);
    pages.stamp(whole);
    int buffer = allocate(SIZE);
    assertThat(files.pread(new Transfer(file, buffer, 0, SIZE, 0)).join()).isEqualTo(SIZE);
    assertThat(pages.check(new StampedRange(buffer, 0, SIZE, 0, STAMP)).join().holds()).isTrue();
    pages.msync(mapping);
    assertThat(pages.check(whole).join().holds()).isTrue();
  }

  /** mmap(2) gives SIGBUS there; the virtual machine must live on. */
  @Test
  void access_to_a_mapping_beyond_the_end_of_its_file_is_an_error() {
    files.ftruncate(file, SIZE);
    int mapping = files.mmap(file, 0, SIZE, true, true).join().pages();
    files.ftruncate(file, 0);
    ControlException failure =
        catchThrowableOfType(
            ControlException.class,
            () -> pages.stamp(new StampedRange(mapping, 0, 4096, 0, STAMP)));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.ERRNO);
    assertThat(failure.error().errno()).isIn(Errno.EIO.number(), Errno.EFAULT.number());
    assertThat(failure).hasMessageContaining("mapping of \"file\"");
  }

  @Test
  void server_is_told_of_a_page_change_once_for_each_write() {
    int buffer = allocate(4096);
    StampedRange stamp = new StampedRange(buffer, 0, 4096, 0, STAMP);
    pages.stamp(stamp);
    assertThat(told).as("nothing was written yet").hasValue(0);
    files.pwrite(new Transfer(file, buffer, 0, 4096, 0));
    assertThat(told).as("the pages are as they were").hasValue(0);
    pages.stamp(stamp);
    assertThat(told).hasValue(1);
    pages.stamp(stamp);
    assertThat(told).as("nothing was written since").hasValue(1);
  }

  @Test
  void server_is_told_before_any_other_operation() {
    int buffer = allocate(4096);
    files.pwrite(new Transfer(file, buffer, 0, 4096, 0));
    files.fstat(file);
    assertThat(told).hasValue(1);
    files.fsync(file);
    assertThat(told).hasValue(1);
    files.fstat(file);
    assertThat(told).as("write-back hands over pages too").hasValue(2);
  }

  @Test
  void bytes_are_put_and_got() {
    int buffer = allocate(100);
    pages.writeBytes(buffer, 97, new byte[] {1, 2, 3});
    assertThat(pages.readBytes(buffer, 96, 4).join()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void range_outside_of_the_pages_is_refused_with_its_numbers() {
    int buffer = allocate(100);
    IllegalArgumentException refused =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> files.pwrite(new Transfer(file, buffer, 99, 2, 0)));
    assertThat(refused).hasMessage("2 bytes at 99 do not lie in pages of 100 bytes");
  }

  @Test
  void errno_is_reported_with_call_path_and_arguments() {
    ControlException failure =
        catchThrowableOfType(
            ControlException.class, () -> files.open(1, "no/such", OpenFlag.O_RDONLY, 0));
    assertThat(failure.error().errno()).isEqualTo(Errno.ENOENT.number());
    assertThat(failure.error().call()).isEqualTo("open(\"no/such\", flags 00, mode 00)");
    assertThat(calls).last().isEqualTo(failure.error().call());
  }

  @Test
  void closed_file_and_freed_pages_are_unknown() {
    int buffer = allocate(100);
    pages.munmap(buffer);
    files.close(file);
    for (Runnable call :
        List.<Runnable>of(
            () -> pages.munmap(buffer), () -> files.close(file), () -> files.fstat(file))) {
      ControlException failure = catchThrowableOfType(ControlException.class, call::run);
      assertThat(failure.kind()).isEqualTo(ControlError.Kind.BAD_REQUEST);
    }
  }

  @Test
  void absolute_path_is_refused() {
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class,
                () -> files.open(1, "/etc/passwd", OpenFlag.O_RDONLY, 0)))
        .hasMessageContaining("relative to the root of the mount");
  }

  private int allocate(long size) {
    return pages.allocate(size, false).join().pages();
  }

  /** Makes each call at once, on the thread that asks for it. */
  private final class AtOnce implements ClientCalls {
    @Override
    public <T> CompletableFuture<T> on(int number, Function<ClientCall, T> action) {
      return CompletableFuture.completedFuture(action.apply(new ClientCall(progress, mount)));
    }

    @Override
    public <T> CompletableFuture<T> later(Supplier<T> action) {
      return CompletableFuture.completedFuture(action.get());
    }

    @Override
    public ClientMount mount(int number) {
      return mount;
    }
  }
}
