package org.fusefixture.internal.splice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.fusefixture.errno.Errno;
import org.fusefixture.internal.linux.Fd;
import org.fusefixture.internal.linux.LinuxPath;
import org.fusefixture.internal.linux.LinuxPaths;
import org.fusefixture.internal.linux.LinuxProcesses;
import org.fusefixture.internal.linux.NativeBuffer;
import org.fusefixture.internal.linux.OpenFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplicePipeTest {
  private static final int PAGE = LinuxProcesses.pageSize();

  @TempDir Path directory;

  @Test
  void header_is_read_and_the_rest_moves_into_a_file() throws Exception {
    byte[] content = new byte[3 * PAGE];
    Arrays.fill(content, (byte) 7);
    Path source = Files.write(directory.resolve("source"), content);
    Path target = Files.createFile(directory.resolve("target"));
    try (SplicePipe pipe = SplicePipe.open();
        Fd from = LinuxPaths.open(LinuxPath.of(source), OpenFlag.O_RDONLY);
        Fd to = LinuxPaths.open(LinuxPath.of(target), OpenFlag.O_WRONLY);
        NativeBuffer memory = NativeBuffer.allocate(PAGE)) {
      assertThat(pipe.load(from, 0, content.length)).isEqualTo(content.length);
      assertThat(pipe.held()).isEqualTo(content.length);
      assertThat(pipe.read(memory.address(), 80)).isEqualTo(80);
      assertThat(pipe.isVerifiedEmpty()).isFalse();
      assertThat(pipe.move(to, 5, pipe.held())).isEqualTo(content.length - 80);
      assertThat(pipe.isVerifiedEmpty()).isTrue();
      assertThat(Files.size(target)).isEqualTo(content.length - 80 + 5);
    }
  }

  @Test
  void discarded_pipe_is_verified_empty() {
    try (SplicePipe pipe = SplicePipe.open();
        NativeBuffer memory = NativeBuffer.allocate(PAGE)) {
      pipe.write(memory.address(), 1000);
      assertThat(pipe.discard()).isTrue();
      assertThat(pipe.held()).isZero();
      assertThat(pipe.isVerifiedEmpty()).isTrue();
    }
  }

  @Test
  void pipe_with_something_inside_is_not_emptied_to_verify_it() {
    try (SplicePipe pipe = SplicePipe.open();
        NativeBuffer memory = NativeBuffer.allocate(PAGE)) {
      assertThat(pipe.verifyEmpty()).isTrue();
      pipe.write(memory.address(), 1000);
      assertThat(pipe.verifyEmpty()).isFalse();
      assertThat(pipe.read(memory.address(), PAGE)).isEqualTo(1000);
      assertThat(pipe.verifyEmpty()).isTrue();
    }
  }

  @Test
  void pipe_is_in_doubt_after_an_error_until_it_is_recovered() throws Exception {
    Path target = Files.createFile(directory.resolve("target"));
    try (SplicePipe pipe = SplicePipe.open();
        Fd appending =
            LinuxPaths.open(LinuxPath.of(target), OpenFlag.O_WRONLY | OpenFlag.O_APPEND);
        NativeBuffer memory = NativeBuffer.allocate(PAGE)) {
      pipe.write(memory.address(), 100);
      assertThat(pipe.move(appending, 0, 100)).isEqualTo(-Errno.EINVAL.number());
      assertThat(pipe.isVerifiedEmpty()).isFalse();
      assertThat(pipe.recover()).isTrue();
      assertThat(pipe.isVerifiedEmpty()).isTrue();
      assertThat(pipe.read(memory.address(), 1)).isEqualTo(-Errno.EAGAIN.number());
    }
  }

  @Test
  void full_pipe_does_not_wait() {
    try (SplicePipe pipe = SplicePipe.open();
        NativeBuffer memory = NativeBuffer.allocate(2L * pipe.capacity())) {
      assertThat(pipe.write(memory.address(), memory.size())).isEqualTo(pipe.capacity());
      assertThat(pipe.write(memory.address(), 1)).isEqualTo(-Errno.EAGAIN.number());
      assertThat(pipe.recover()).isTrue();
    }
  }

  @Test
  void attainable_capacity_has_a_buffer_beside_the_payload() {
    PipeCapacity small = PipeCapacity.attainable(16 * PAGE);
    assertThat(small.buffers()).isGreaterThanOrEqualTo(17);
    assertThat(small.payload()).isEqualTo(small.bytes() - PAGE);
  }

  @Test
  void capacity_beyond_the_limit_is_lowered() throws Exception {
    int limit = Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/fs/pipe-max-size")).get(0));
    PipeCapacity capacity = PipeCapacity.attainable(limit);
    if (org.fusefixture.internal.linux.Capability.SYS_RESOURCE.isEffective()) {
      assertThat(capacity.bytes()).isGreaterThan(limit);
    } else {
      assertThat(capacity.bytes()).isEqualTo(limit);
      assertThat(capacity.payloadPages()).isEqualTo(limit / PAGE - 1);
    }
  }
}
