/** The gallery: every broken filesystem has to be found out, and no right one blamed. */
package org.fusefixture.internal.gallery;
