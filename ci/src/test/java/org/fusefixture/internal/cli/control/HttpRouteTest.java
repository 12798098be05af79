package org.fusefixture.internal.cli.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.fusefixture.fault.Rule;
import org.fusefixture.internal.cli.control.ControlHttp.HttpRoute;
import org.fusefixture.internal.cli.control.ControlHttp.HttpRoute.NoRouteException;
import org.fusefixture.storage.StorageCommand;
import org.junit.jupiter.api.Test;

class HttpRouteTest {
  @Test
  void each_resource_is_a_command() throws NoRouteException {
    String rule = "{\"on\": \"WRITE\", \"fail\": \"EIO\"}";
    assertThat(command("GET", "/faults")).isEqualTo(new MountCommand.ListFaults());
    assertThat(HttpRoute.command("POST", "/faults", rule))
        .isEqualTo(new MountCommand.SetFault(Rule.parse("on: WRITE, fail: EIO")));
    assertThat(command("DELETE", "/faults/a")).isEqualTo(new MountCommand.RemoveFault("a"));
    assertThat(command("DELETE", "/faults")).isEqualTo(new MountCommand.ResetFaults());
    assertThat(command("POST", "/reset")).isEqualTo(new MountCommand.ResetFaults());
    assertThat(command("GET", "/receipts")).isEqualTo(new MountCommand.ListReceipts());
    assertThat(command("POST", "/release")).isEqualTo(new MountCommand.ReleaseFault(""));
    assertThat(command("POST", "/release/a")).isEqualTo(new MountCommand.ReleaseFault("a"));
    assertThat(command("POST", "/storage/cut-power"))
        .isEqualTo(new MountCommand.CommandStorage(StorageCommand.CUT_POWER));
    assertThat(command("GET", "/storage/unsynced")).isEqualTo(new MountCommand.ReportUnsynced());
  }

  @Test
  void unknown_path_is_not_found() {
    assertThat(refused("GET", "/fault")).isEqualTo(404);
    assertThat(refused("GET", "/")).isEqualTo(404);
  }

  @Test
  void method_that_a_path_has_not_is_refused() {
    assertThat(refused("POST", "/receipts")).isEqualTo(405);
    assertThat(refused("GET", "/storage/cut-power")).isEqualTo(405);
    assertThat(refused("POST", "/storage/unsynced")).isEqualTo(405);
  }

  @Test
  void storage_takes_commands_of_a_storage_alone() {
    assertThatThrownBy(() -> command("POST", "/storage/reset"))
        .hasMessageContaining("\"reset\" is not a storage command");
  }

  private static MountCommand command(String method, String path) throws NoRouteException {
    return HttpRoute.command(method, path, "");
  }

  private static int refused(String method, String path) {
    return catchThrowableOfType(NoRouteException.class, () -> command(method, path)).status();
  }
}
