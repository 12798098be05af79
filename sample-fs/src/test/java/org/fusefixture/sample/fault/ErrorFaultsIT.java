package org.fusefixture.sample.fault;

import org.fusefixture.junit.FuseMount;
import org.fusefixture.sample.memory.MemoryFileSystem;
import org.fusefixture.sandbox.Isolation;
import org.junit.jupiter.api.Tag;

@Tag("host")
@FuseMount(value = MemoryFileSystem.class, isolation = Isolation.PROCESS)
class ErrorFaultsIT extends ErrorSuite {}
