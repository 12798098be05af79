package org.fusefixture.sample.client;

import static org.fusefixture.filesystem.TransferMode.SPLICE_USER_PAGES;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.mount.Kernel;
import org.fusefixture.sample.broken.ReplyFirstFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("patched")
@FuseMount(
    value = ReplyFirstFileSystem.class,
    isolation = Isolation.PROCESS,
    kernel = Kernel.PATCHED,
    timeoutMillis = 30_000)
@InModes(SPLICE_USER_PAGES)
class PagesAfterReturnPatchedIT extends PagesAfterReturnSuite {}
