package org.fusefixture.fault.effect;

/**
 * What happens below the filesystem's cache: for one that is a {@link
 * org.fusefixture.storage.FaultyStorage}, such as the faulty backing directory.
 */
public sealed interface StorageEffect extends Effect
    permits LoseUnsynced, TornOp, TornSeq, FailFsync {}
