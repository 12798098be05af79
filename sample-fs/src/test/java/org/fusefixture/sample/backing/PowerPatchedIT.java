package org.fusefixture.sample.backing;

import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.backing.FaultyDirectory;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.junit.jupiter.api.Tag;

@Tag("patched")
@FuseMount(
    value = FaultyDirectory.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeoutMillis = 30_000,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes(SPLICE_USER_PAGES)
class PowerPatchedIT extends PowerSuite {}
