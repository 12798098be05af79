package org.fusefixture.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import java.util.ArrayList;
import java.util.List;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;
import org.fusefixture.internal.control.MountService.Attestation;
import org.fusefixture.internal.control.MountService.PageTransfer;
import org.fusefixture.mount.MountSpec;
import org.junit.jupiter.api.Test;

class AttestedModesTest {
  private record Asked(TransferMode mode, boolean dropSysAdmin) {}

  private final List<Asked> asked = new ArrayList<>();
  private PageTransfer unprivileged = PageTransfer.COPIED;
  private PageTransfer privileged = PageTransfer.ALIASED;
  private boolean broken;
  private final AttestedModes modes = new AttestedModes(this::attest);

  @Test
  void modeThatIsDone_isLookedAtOnceForEachPrivilege() {
    unprivileged = PageTransfer.ALIASED;
    for (int mount = 0; mount < 3; mount++) {
      modes.require(spec(SPLICE_USER_PAGES));
      modes.require(spec(SPLICE_USER_PAGES).withDropSysAdmin(true));
    }
    assertThat(asked)
        .containsExactly(new Asked(SPLICE_USER_PAGES, false), new Asked(SPLICE_USER_PAGES, true));
  }

  @Test
  void modeInNameOnly_isRefusedEveryTimeWithTheReason() {
    for (int mount = 0; mount < 2; mount++) {
      assertThatThrownBy(() -> modes.require(spec(SPLICE_USER_PAGES).withDropSysAdmin(true)))
          .isInstanceOfSatisfying(
              ControlException.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(ControlError.Kind.MOUNT_REFUSED))
          .hasMessageContaining("6.12.0-test")
          .hasMessageContaining("what was seen");
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void mountThatIsNotAttested_isNotLookedAt() {
    modes.require(spec(SPLICE_USER_PAGES).withAttested(false).withDropSysAdmin(true));
    assertThat(asked).isEmpty();
  }

  @Test
  void modesThatPromiseNoAliasing_areNotLookedAt() {
    modes.require(spec(COPY));
    modes.require(spec(SPLICE));
    assertThat(asked).isEmpty();
  }

  @Test
  void modeThatIsNotOffered_isLeftToTheMountToRefuse() {
    privileged = PageTransfer.REFUSED;
    assertThatCode(() -> modes.require(spec(SPLICE_USER_PAGES))).doesNotThrowAnyException();
  }

  @Test
  void failureToLook_isToldAndNotRemembered() {
    broken = true;
    assertThatThrownBy(() -> modes.require(spec(SPLICE_USER_PAGES)))
        .isInstanceOf(ControlException.class)
        .hasMessageContaining("cannot look");
    broken = false;
    modes.require(spec(SPLICE_USER_PAGES));
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatWasAskedForByName_isLookedAtAgainAndRemembered() {
    modes.require(spec(SPLICE_USER_PAGES));
    privileged = PageTransfer.COPIED;
    modes.attest(SPLICE_USER_PAGES, false);
    assertThatThrownBy(() -> modes.require(spec(SPLICE_USER_PAGES)))
        .hasMessageContaining("does not hand user pages");
    assertThat(asked).hasSize(2);
  }

  private static MountSpec spec(TransferMode mode) {
    return MountSpec.of("org.example.Notes", mode);
  }

  private Attestation attest(TransferMode mode, boolean dropSysAdmin) {
    Asked request = new Asked(mode, dropSysAdmin);
    asked.add(request);
    if (broken) {
      throw new ControlException(
          ControlError.of(ControlError.Kind.TIMEOUT, "attest", "cannot look"));
    }
    return new Attestation(
        "6.12.0-test",
        request.mode(),
        !request.dropSysAdmin(),
        request.dropSysAdmin() ? unprivileged : privileged,
        PageTransfer.ALIASED,
        "what was seen");
  }
}
