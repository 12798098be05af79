package org.fusefixture.internal.control.mount;

/**
 * Names a mount.
 *
 * @param mount from {@link MountDescription#mount()}
 */
public record MountTarget(int mount) {}
