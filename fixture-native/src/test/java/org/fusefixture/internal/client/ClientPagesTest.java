package org.fusefixture.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.file.FileTarget;
import org.fusefixture.internal.control.file.OpenRequest;
import org.fusefixture.internal.control.file.SyncRequest;
import org.fusefixture.internal.control.file.TransferRequest;
import org.fusefixture.internal.control.file.TruncateRequest;
import org.fusefixture.internal.control.page.BytesRequest;
import org.fusefixture.internal.control.page.FillRequest;
import org.fusefixture.internal.control.page.MapRequest;
import org.fusefixture.internal.control.page.PagesRequest;
import org.fusefixture.internal.control.page.PagesTarget;
import org.fusefixture.internal.control.page.PutBytesRequest;
import org.fusefixture.internal.control.page.StampRequest;
import org.fusefixture.internal.linux.OpenFlag;
import org.fusefixture.stamp.Stamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client on an ordinary directory in place of a mount. */
class ClientPagesTest {
  private static final Stamp STAMP = new Stamp(5, 1, 1);
  private static final int SIZE = (2 << 20) + 4096;

  private final AtomicInteger told = new AtomicInteger();
  private final List<String> calls = new ArrayList<>();
  private final CallProgress progress = calls::add;
  private final ClientPages pages = new ClientPages();
  private final ClientFiles files = new ClientFiles(pages);
  @TempDir private Path directory;
  private ClientMount mount;
  private int file;

  @BeforeEach
  void open() {
    mount = new ClientMount(1, directory, told::incrementAndGet);
    OpenRequest request = new OpenRequest(1, "file", OpenFlag.O_CREAT | OpenFlag.O_RDWR, 0600);
    file = files.open(progress, mount, request).file();
  }

  @AfterEach
  void close() {
    pages.freeMappings(progress, mount);
    assertThat(files.closeAll(progress, mount)).isEmpty();
    mount.close();
  }

  @Test
  void stamps_cross_windows_and_unaligned_offsets() {
    int buffer = pages.allocate(new PagesRequest(SIZE)).pages();
    StampRequest range = new StampRequest(buffer, 13, SIZE - 26, 1_000_001, STAMP);
    pages.stamp(progress, range);
    assertThat(pages.check(progress, range).holds()).isTrue();
    pages.fill(progress, new FillRequest(buffer, SIZE - 29, 16, 0xa5));
    assertThat(pages.check(progress, range).wrongSectors()).isEqualTo(1);
    pages.free(progress, new PagesTarget(buffer));
  }

  @Test
  void mapping_shares_its_bytes_with_the_file() {
    files.truncate(progress, new TruncateRequest(file, SIZE));
    int mapping = pages.map(progress, files, new MapRequest(file, 0, SIZE, true, true)).pages();
    StampRequest whole = new StampRequest(mapping, 0, SIZE, 0, STAMP);
    pages.stamp(progress, whole);
    int buffer = pages.allocate(new PagesRequest(SIZE)).pages();
    assertThat(files.read(progress, new TransferRequest(file, buffer, 0, SIZE, 0)).bytes())
        .isEqualTo(SIZE);
    assertThat(pages.check(progress, new StampRequest(buffer, 0, SIZE, 0, STAMP)).holds()).isTrue();
    pages.sync(progress, new PagesTarget(mapping));
    assertThat(pages.check(progress, whole).holds()).isTrue();
  }

  /** mmap(2) gives SIGBUS there; the virtual machine must live on. */
  @Test
  void access_to_a_mapping_beyond_the_end_of_its_file_is_an_error() {
    files.truncate(progress, new TruncateRequest(file, SIZE));
    int mapping = pages.map(progress, files, new MapRequest(file, 0, SIZE, true, true)).pages();
    files.truncate(progress, new TruncateRequest(file, 0));
    ControlException failure =
        catchThrowableOfType(
            ControlException.class,
            () -> pages.stamp(progress, new StampRequest(mapping, 0, 4096, 0, STAMP)));
    assertThat(failure.kind()).isEqualTo(ControlError.Kind.ERRNO);
    assertThat(failure.error().errno()).isIn(Errno.EIO.number(), Errno.EFAULT.number());
    assertThat(failure).hasMessageContaining("mapping of \"file\"");
  }

  @Test
  void server_is_told_of_a_page_change_once_for_each_write() {
    int buffer = pages.allocate(new PagesRequest(4096)).pages();
    StampRequest stamp = new StampRequest(buffer, 0, 4096, 0, STAMP);
    pages.stamp(progress, stamp);
    assertThat(told).as("nothing was written yet").hasValue(0);
    files.write(progress, new TransferRequest(file, buffer, 0, 4096, 0));
    assertThat(told).as("the pages are as they were").hasValue(0);
    pages.stamp(progress, stamp);
    assertThat(told).hasValue(1);
    pages.stamp(progress, stamp);
    assertThat(told).as("nothing was written since").hasValue(1);
  }

  @Test
  void server_is_told_before_any_other_operation() {
    int buffer = pages.allocate(new PagesRequest(4096)).pages();
    files.write(progress, new TransferRequest(file, buffer, 0, 4096, 0));
    files.status(progress, new FileTarget(file));
    assertThat(told).hasValue(1);
    files.sync(progress, new SyncRequest(file, false));
    assertThat(told).hasValue(1);
    files.status(progress, new FileTarget(file));
    assertThat(told).as("write-back hands over pages too").hasValue(2);
  }

  @Test
  void bytes_are_put_and_got() {
    int buffer = pages.allocate(new PagesRequest(100)).pages();
    String content = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3});
    pages.writeBytes(progress, new PutBytesRequest(buffer, 97, content));
    assertThat(pages.readBytes(progress, new BytesRequest(buffer, 96, 4)).bytes())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void range_outside_of_the_pages_is_refused_with_its_numbers() {
    int buffer = pages.allocate(new PagesRequest(100)).pages();
    IllegalArgumentException refused =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> files.write(progress, new TransferRequest(file, buffer, 99, 2, 0)));
    assertThat(refused).hasMessage("2 bytes at 99 do not lie in pages of 100 bytes");
  }

  @Test
  void errno_is_reported_with_call_path_and_arguments() {
    OpenRequest request = new OpenRequest(1, "no/such", OpenFlag.O_RDONLY, 0);
    ControlException failure =
        catchThrowableOfType(ControlException.class, () -> files.open(progress, mount, request));
    assertThat(failure.error().errno()).isEqualTo(Errno.ENOENT.number());
    assertThat(failure.error().call()).isEqualTo("open(\"no/such\", flags 00, mode 00)");
    assertThat(calls).last().isEqualTo(failure.error().call());
  }

  @Test
  void closed_file_and_freed_pages_are_unknown() {
    int buffer = pages.allocate(new PagesRequest(100)).pages();
    pages.free(progress, new PagesTarget(buffer));
    files.close(progress, new FileTarget(file));
    for (Runnable call :
        List.<Runnable>of(
            () -> pages.free(progress, new PagesTarget(buffer)),
            () -> files.close(progress, new FileTarget(file)),
            () -> files.status(progress, new FileTarget(file)))) {
      ControlException failure = catchThrowableOfType(ControlException.class, call::run);
      assertThat(failure.kind()).isEqualTo(ControlError.Kind.BAD_REQUEST);
    }
  }

  @Test
  void absolute_path_is_refused() {
    OpenRequest request = new OpenRequest(1, "/etc/passwd", OpenFlag.O_RDONLY, 0);
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class, () -> files.open(progress, mount, request)))
        .hasMessageContaining("relative to the root of the mount");
  }
}
