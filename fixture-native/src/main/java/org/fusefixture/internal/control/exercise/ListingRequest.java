package org.fusefixture.internal.control.exercise;

import java.util.Objects;

/**
 * Asks for a listing of a directory that changes meanwhile.
 *
 * @param directory to be made, relative to the root of the mount
 * @param files to make in it, with names of 200 bytes, so that few fit into one getdents64(2)
 */
public record ListingRequest(int mount, String directory, int files) {
  public ListingRequest {
    Objects.requireNonNull(directory, "directory");
    if (files < 1 || files > 10_000) {
      throw new IllegalArgumentException("files (" + files + ") must be from 1 to 10000");
    }
  }
}
