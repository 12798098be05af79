package org.fusefixture.sample.backing;

import static org.fusefixture.filesystem.TransferMode.SPLICE;

import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.mount.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("container")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.CONTAINER,
    timeoutMillis = 30_000,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE)
class PowerContainerIT extends PowerSuite {}
