package org.fusefixture.internal.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fusefixture.fault.Rule;
import org.fusefixture.internal.cli.control.MountCommand.CommandStorage;
import org.fusefixture.internal.cli.control.MountCommand.ListFaults;
import org.fusefixture.internal.cli.control.MountCommand.ListReceipts;
import org.fusefixture.internal.cli.control.MountCommand.ReleaseFault;
import org.fusefixture.internal.cli.control.MountCommand.RemoveFault;
import org.fusefixture.internal.cli.control.MountCommand.ReportUnsynced;
import org.fusefixture.internal.cli.control.MountCommand.ResetFaults;
import org.fusefixture.internal.cli.control.MountCommand.SetFault;
import org.fusefixture.storage.StorageCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MountCommandTest {
  @Test
  void rule_is_read_as_in_a_scenario() {
    String text = "name: third, on: WRITE, nth: 3, at: BEFORE_DISPATCH, fail: EIO";
    assertThat(MountCommand.parse(" " + text + " ")).isEqualTo(new SetFault(Rule.parse(text)));
    assertThat(MountCommand.parse("{\"on\": \"WRITE\", \"fail\": \"EIO\"}"))
        .isEqualTo(new SetFault(Rule.parse("on: WRITE, fail: EIO")));
  }

  @Test
  void commands_are_read() {
    assertThat(MountCommand.parse("faults")).isEqualTo(new ListFaults());
    assertThat(MountCommand.parse("receipts")).isEqualTo(new ListReceipts());
    assertThat(MountCommand.parse("reset")).isEqualTo(new ResetFaults());
    assertThat(MountCommand.parse("remove fault-1")).isEqualTo(new RemoveFault("fault-1"));
    assertThat(MountCommand.parse("release")).isEqualTo(new ReleaseFault(""));
    assertThat(MountCommand.parse("release fault-1")).isEqualTo(new ReleaseFault("fault-1"));
    assertThat(MountCommand.parse("unsynced")).isEqualTo(new ReportUnsynced());
    assertThat(MountCommand.parse("lose-unsynced"))
        .isEqualTo(new CommandStorage(StorageCommand.LOSE_UNSYNCED));
  }

  @ParameterizedTest
  @EnumSource
  void each_command_of_a_storage_has_its_word(StorageCommand command) {
    String word = command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    assertThat(MountCommand.parse(word)).isEqualTo(new CommandStorage(command));
  }

  @Test
  void commands_of_lazyfs_are_understood() {
    assertThat(MountCommand.parse("lazyfs::clear-cache"))
        .isEqualTo(new CommandStorage(StorageCommand.LOSE_UNSYNCED));
    assertThat(MountCommand.parse("lazyfs::cache-checkpoint"))
        .isEqualTo(new CommandStorage(StorageCommand.CHECKPOINT));
    assertThat(MountCommand.parse("lazyfs::unsynced-data-report")).isEqualTo(new ReportUnsynced());
  }

  @Test
  void what_is_wrong_is_named() {
    assertThatThrownBy(() -> MountCommand.parse("reste"))
        .hasMessageContaining("\"reste\" is neither a command nor a rule")
        .hasMessageContaining("did you mean reset?");
    assertThatThrownBy(() -> MountCommand.parse("remove"))
        .hasMessageContaining("the name of a fault is missing");
    assertThatThrownBy(() -> MountCommand.parse("on: WRITE, fial: EIO"))
        .hasMessageContaining("line 1, column")
        .hasMessageContaining("did you mean fail?");
    assertThatThrownBy(() -> MountCommand.parse("lazyfs::crash"))
        .hasMessageContaining("\"lazyfs::crash\" is neither a command nor a rule");
  }
}
