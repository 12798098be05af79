package org.fusefixture.sample.notes;

import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.fusefixture.sandbox.Isolation;
import org.fusefixture.sandbox.Kernel;
import org.junit.jupiter.api.Tag;

@Tag("patched")
@FuseMount(
    value = MirrorFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeoutMillis = 30_000)
@InModes({COPY, SPLICE, SPLICE_USER_PAGES})
class MirrorNotesPatchedIT extends AcknowledgedWrites {}
