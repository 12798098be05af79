package org.fusefixture.protocol.reply;

/** Stands for the reply of requests that have none: FORGET, BATCH_FORGET, NOTIFY_REPLY. */
public final class NoReply extends Reply {}
