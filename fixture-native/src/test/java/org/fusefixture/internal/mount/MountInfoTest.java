package org.fusefixture.internal.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountInfoTest {
  @Test
  void line_with_optional_fields_is_parsed() {
    MountInfo mount =
        MountInfo.parse(
            "36 35 0:98 / /mnt/a rw,noatime shared:1 master:2 - fuse.flat flat"
                + " rw,user_id=0,group_id=0");
    assertThat(mount.id()).isEqualTo(36);
    assertThat(mount.parent()).isEqualTo(35);
    assertThat(mount.minor()).isEqualTo(98);
    assertThat(mount.mountPoint()).isEqualTo("/mnt/a");
    assertThat(mount.options()).containsExactly("rw", "noatime");
    assertThat(mount.type()).isEqualTo("fuse.flat");
    assertThat(mount.source()).isEqualTo("flat");
    assertThat(mount.superOptions()).contains("user_id=0");
    assertThat(mount.isFuse()).isTrue();
  }

  @Test
  void line_without_optional_fields_is_parsed() {
    MountInfo mount = MountInfo.parse("22 1 8:1 / / rw - ext4 /dev/sda1 rw");
    assertThat(mount.type()).isEqualTo("ext4");
    assertThat(mount.major()).isEqualTo(8);
    assertThat(mount.isFuse()).isFalse();
  }

  @Test
  void octal_escapes_are_bytes() {
    assertThat(MountInfo.unescape("/a\\040b\\011c\\012d\\134e")).isEqualTo("/a b\tc\nd\\e");
    assertThat(MountInfo.unescape("/plain\\")).isEqualTo("/plain\\");
    String umlaut = new String("/ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    assertThat(MountInfo.unescape(umlaut)).isEqualTo("/ü");
  }

  @Test
  void nonsense_is_refused_with_the_line() {
    assertThatThrownBy(() -> MountInfo.parse("one two three"))
        .hasMessage("not a line of mountinfo: \"one two three\"");
  }

  @Test
  void proc_is_found() {
    assertThat(MountInfo.at(Path.of("/proc"))).isPresent();
    assertThat(MountInfo.at(Path.of("/no/such/mount"))).isEmpty();
  }
}
