package org.fusefixture.workload;

/**
 * How payloads travelled in a round: the differences of what the session and, on the patched
 * kernel, the kernel counted before and after it.
 *
 * @param writesInMemory WRITEs whose payload reached the server by read(2)
 * @param writesInPipe WRITEs whose payload reached the server by splice(2)
 * @param bytesWritten payload of all WRITEs
 * @param reads READs that reached the server
 * @param pagesCounted whether the kernel counts pages
 * @param pagesCopied user pages of WRITEs that the kernel copied for the server
 * @param pagesReferenced user pages of WRITEs that reached the server's pipe themselves
 */
public record RoundTransfers(
    long writesInMemory,
    long writesInPipe,
    long bytesWritten,
    long reads,
    boolean pagesCounted,
    long pagesCopied,
    long pagesReferenced) {}
