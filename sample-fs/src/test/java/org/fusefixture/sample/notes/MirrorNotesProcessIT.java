package org.fusefixture.sample.notes;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS)
class MirrorNotesProcessIT extends AcknowledgedWrites {}
