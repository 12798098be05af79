package org.fusefixture.internal.control.mount;

import org.fusefixture.mount.MountDescription;

/**
 * Names a mount.
 *
 * @param mount from {@link MountDescription#mount()}
 */
public record MountTarget(int mount) {}
