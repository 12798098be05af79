package org.fusefixture.sample.posix;

import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@InModes(TransferMode.SPLICE)
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeout = "30s",
    lifecycle = MountLifecycle.PER_CLASS)
class MemorySetIdIT extends SetIdSuite {}
