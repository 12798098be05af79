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

/**
 * COPY and SPLICE in each sandbox; on the patched kernel all modes, so that only the mode differs.
 */
@Tag("host")
@Tag("container")
@Tag("patched")
@FuseMount(value = MirrorFileSystem.class, isolation = Isolation.PROCESS, timeout = "30s")
@InModes(
    value = {COPY, SPLICE},
    isolation = {Isolation.PROCESS, Isolation.CONTAINER})
@InModes(
    value = {COPY, SPLICE, SPLICE_USER_PAGES},
    kernel = Kernel.PATCHED)
class MirrorNotesIT extends AcknowledgedWrites {}
