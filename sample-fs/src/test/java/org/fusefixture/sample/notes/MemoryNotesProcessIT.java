package org.fusefixture.sample.notes;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
class MemoryNotesProcessIT extends AcknowledgedWrites {}
