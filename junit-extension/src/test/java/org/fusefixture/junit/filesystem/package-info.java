/** Filesystems that the tests of the extension mount. */
package org.fusefixture.junit.filesystem;
