package org.fusefixture.sample.fault;

import static org.fusefixture.filesystem.TransferMode.SPLICE;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.junit.MountLifecycle;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(
    value = MemoryFileSystem.class,
    isolation = Isolation.PROCESS,
    timeoutMillis = 30_000,
    lifecycle = MountLifecycle.PER_CLASS)
@InModes({SPLICE})
class MetadataFaultsIT extends MetadataSuite {}
