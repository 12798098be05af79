package org.fusefixture.internal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.internal.linux.LinuxMounts.MS_NODEV;
import static org.fusefixture.internal.linux.LinuxMounts.MS_NOEXEC;
import static org.fusefixture.internal.linux.LinuxMounts.MS_NOSUID;
import static org.fusefixture.internal.linux.LinuxMounts.MS_RDONLY;

import org.fusefixture.internal.mount.MountOptions;
import org.junit.jupiter.api.Test;

/** What programs ask fusermount3(1) for, as their mounts get it. */
class MountOptionsOfProgramsTest {
  @Test
  void names_flags_and_limits_are_taken_and_the_rest_is_left_out() {
    MountOptions options =
        HelperCalls.Options.parse(
            ",ro,noexec,fsname=/a\\,b,subtype=bindfs,max_read=4096,default_permissions,auto_unmount",
            "program");
    assertThat(options.source()).isEqualTo("/a,b");
    assertThat(options.subtype()).isEqualTo("bindfs");
    assertThat(options.defaultPermissions()).isTrue();
    assertThat(options.flags()).isEqualTo(MS_RDONLY | MS_NOEXEC | MS_NOSUID | MS_NODEV);
    assertThat(options.more()).isEqualTo(",max_read=4096");
  }

  @Test
  void nothing_asked_for_names_the_program_and_leaves_permissions_to_it() {
    MountOptions options = HelperCalls.Options.parse("", "rclone");
    assertThat(options.source()).isEqualTo("rclone");
    assertThat(options.defaultPermissions()).isFalse();
  }

  @Test
  void set_user_id_programs_and_devices_are_never_permitted() {
    assertThat(HelperCalls.Options.parse(",suid,dev,rw", "p").flags())
        .isEqualTo(MS_NOSUID | MS_NODEV);
  }

  @Test
  void text_that_is_no_number_does_not_reach_the_kernel() {
    assertThat(HelperCalls.Options.parse(",max_read=1e9", "p").more()).isEmpty();
  }
}
