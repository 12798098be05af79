/**
 * The gallery: filesystems that are broken on purpose, each with one bug that was seen in a real
 * filesystem, and right ones that do what few do. The fixture's own tests exercise them all: each
 * bug must be found and no right filesystem blamed. Depends on fixture-core and {@code
 * sample.memory}.
 */
package org.fusefixture.internal.gallery;
