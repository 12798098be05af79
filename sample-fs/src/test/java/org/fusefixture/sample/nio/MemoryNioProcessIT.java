package org.fusefixture.sample.nio;

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
    timeoutMillis = 30_000,
    lifecycle = MountLifecycle.PER_CLASS)
class MemoryNioProcessIT extends NioSuite {}
