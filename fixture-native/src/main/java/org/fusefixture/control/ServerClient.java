package org.fusefixture.control;

/** What a server process may tell the agent by itself: nothing so far. */
public interface ServerClient {}
