package org.fusefixture.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.protocol.request.GoldenRequest.DIRECTORY;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.LinkTarget;
import org.fusefixture.protocol.NodeId;
import org.fusefixture.protocol.XattrName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden requests about the entries of a directory. */
class DirectoryRequestsTest {

  @ParameterizedTest
  @CsvSource({"LOOKUP, file.txt", "LOOKUP-dot-dot, ..", "UNLINK, old", "RMDIR, olddir"})
  void nameRequest_hasItsName(String dump, String name) {
    NameRequest request = GoldenRequest.of(dump, DIRECTORY, new NameRequest());
    assertThat(request.name()).isEqualTo(FileName.of(name));
    assertThat(request.extensions()).isSameAs(RequestExtensions.NONE);
  }

  @Test
  void symlink_hasNameThenTarget() {
    MakeRequest.Symlink request = GoldenRequest.of("SYMLINK", DIRECTORY, new MakeRequest.Symlink());
    assertThat(request.name()).isEqualTo(FileName.of("link"));
    assertThat(request.target()).isEqualTo(LinkTarget.of("../target/of it"));
  }

  @Test
  void mknod_hasItsFields() {
    MakeRequest.Mknod request = GoldenRequest.of("MKNOD", DIRECTORY, new MakeRequest.Mknod());
    assertThat(request.mode()).isEqualTo(0020600);
    assertThat(request.device()).isEqualTo(0x0501);
    assertThat(request.umask()).isEqualTo(0022);
    assertThat(request.name()).isEqualTo(FileName.of("tty"));
  }

  @Test
  void mkdir_hasItsFields() {
    MakeRequest.Mkdir request = GoldenRequest.of("MKDIR", DIRECTORY, new MakeRequest.Mkdir());
    assertThat(request.mode()).isEqualTo(0755);
    assertThat(request.umask()).isEqualTo(0027);
    assertThat(request.name()).isEqualTo(FileName.of("sub"));
  }

  @Test
  void rename_hasNoFlags() {
    RenameRequest request = GoldenRequest.of("RENAME", DIRECTORY, RenameRequest.withoutFlags());
    assertThat(request.name()).isEqualTo(FileName.of("before"));
    assertThat(request.newDirectory()).isEqualTo(new NodeId(0x77));
    assertThat(request.newName()).isEqualTo(FileName.of("after"));
    assertThat(request.flags()).isZero();
  }

  @Test
  void rename2_hasFlags() {
    RenameRequest request = GoldenRequest.of("RENAME2", DIRECTORY, RenameRequest.withFlags());
    assertThat(request.name()).isEqualTo(FileName.of("left"));
    assertThat(request.newDirectory()).isEqualTo(new NodeId(0x77));
    assertThat(request.newName()).isEqualTo(FileName.of("right"));
    assertThat(request.flags()).isEqualTo(2);
  }

  @Test
  void link_hasItsFields() {
    MakeRequest.Link request = GoldenRequest.of("LINK", DIRECTORY, new MakeRequest.Link());
    assertThat(request.existing()).isEqualTo(new NodeId(0x88));
    assertThat(request.name()).isEqualTo(FileName.of("second"));
  }

  @Test
  void create_hasItsFields() {
    MakeRequest.Create request = GoldenRequest.of("CREATE", DIRECTORY, new MakeRequest.Create());
    assertThat(request.flags()).isEqualTo(0x8242);
    assertThat(request.mode()).isEqualTo(0100640);
    assertThat(request.umask()).isEqualTo(0022);
    assertThat(request.openFlags()).isEqualTo(1);
    assertThat(request.name()).isEqualTo(FileName.of("new"));
    assertThat(request.extensions()).isSameAs(RequestExtensions.NONE);
  }

  @Test
  void createWithExtensions_hasSecurityContextAndGroup() {
    MakeRequest.Create request =
        GoldenRequest.of("CREATE-extended", DIRECTORY, new MakeRequest.Create());
    assertThat(request.name()).isEqualTo(FileName.of("labelled"));
    RequestExtensions extensions = request.extensions();
    ByteBuffer label =
        StandardCharsets.US_ASCII.encode("system_u:object_r:tmp_t:s0\0").asReadOnlyBuffer();
    assertThat(extensions.securityContexts())
        .containsExactly(
            new RequestExtensions.SecurityContext(XattrName.of("security.selinux"), label));
    assertThat(extensions.supplementaryGroups()).containsExactly(0x12345);
  }

  @Test
  void viewThatHadExtensions_forgetsThemWithTheNextRequest() {
    MakeRequest.Create request =
        GoldenRequest.of("CREATE-extended", DIRECTORY, new MakeRequest.Create());
    GoldenRequest.of("CREATE", DIRECTORY, request);
    assertThat(request.extensions()).isSameAs(RequestExtensions.NONE);
  }

  @Test
  void tmpfile_hasItsFieldsAndAnyName() {
    MakeRequest.Tmpfile request = GoldenRequest.of("TMPFILE", DIRECTORY, new MakeRequest.Tmpfile());
    assertThat(request.flags()).isEqualTo(0x418002);
    assertThat(request.mode()).isEqualTo(0100640);
    assertThat(request.umask()).isEqualTo(0022);
    assertThat(request.openFlags()).isEqualTo(1);
  }
}
