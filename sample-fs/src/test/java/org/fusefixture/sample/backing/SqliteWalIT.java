package org.fusefixture.sample.backing;

import static org.fusefixture.filesystem.TransferMode.SPLICE;

import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    visible = true,
    seed = 2020)
@InModes(SPLICE)
class SqliteWalIT extends SqliteSuite {
  @Override
  String journal() {
    return "WAL";
  }
}
