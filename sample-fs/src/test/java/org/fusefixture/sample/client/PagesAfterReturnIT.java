package org.fusefixture.sample.client;

import static org.fusefixture.filesystem.TransferMode.COPY;
import static org.fusefixture.filesystem.TransferMode.SPLICE;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.junit.InModes;
import org.fusefixture.mount.Isolation;
import org.fusefixture.sample.broken.ReplyFirstFileSystem;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(
    value = ReplyFirstFileSystem.class,
    isolation = Isolation.PROCESS,
    timeoutMillis = 30_000)
@InModes({COPY, SPLICE})
class PagesAfterReturnIT extends PagesAfterReturnSuite {}
