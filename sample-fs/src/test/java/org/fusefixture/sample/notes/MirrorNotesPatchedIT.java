package org.fusefixture.sample.notes;

import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;
import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.mirror.MirrorFileSystem;
import org.junit.jupiter.api.Tag;

/** Every mode on one kernel, so that nothing but the mode differs. */
@Tag("patched")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS, timeoutMillis = 30_000)
@InModes(
    value = {COPY, SPLICE, SPLICE_USER_PAGES},
    kernel = Kernel.PATCHED)
class MirrorNotesPatchedIT extends AcknowledgedWrites {}
