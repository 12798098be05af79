package org.fusefixture.backing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What docs/backing-directory.md says of survival, in the simplest words: files in one directory,
 * whole contents as arrays, everything copied.
 */
final class SurvivalModel {
  /** A file: what programs see, what the disk will have with the transaction, what it has. */
  private static final class File {
    byte[] seen = new byte[0];
    byte[] journaled = new byte[0];
    byte[] durable = new byte[0];
  }

  private final List<File> files = new ArrayList<>();
  private Map<String, File> names = new TreeMap<>();
  private Map<String, File> durableNames = new TreeMap<>();

  boolean has(String name) {
    return names.containsKey(name);
  }

  void create(String name) {
    File file = new File();
    files.add(file);
    names.put(name, file);
  }

  void link(String name, String other) {
    names.put(other, names.get(name));
  }

  void unlink(String name) {
    names.remove(name);
  }

  void rename(String name, String other) {
    if (names.get(name) != names.get(other)) {
      names.put(other, names.remove(name));
    }
  }

  void write(String name, int at, byte[] bytes) {
    File file = names.get(name);
    file.seen = Arrays.copyOf(file.seen, Math.max(file.seen.length, at + bytes.length));
    System.arraycopy(bytes, 0, file.seen, at, bytes.length);
  }

  void truncate(String name, int size) {
    File file = names.get(name);
    file.seen = Arrays.copyOf(file.seen, size);
    file.journaled = Arrays.copyOf(file.journaled, size);
  }

  /** The whole transaction, then the content of the one file. */
  void sync(String name) {
    commit();
    File file = names.get(name);
    file.journaled = file.seen.clone();
    file.durable = file.seen.clone();
  }

  void commit() {
    durableNames = new TreeMap<>(names);
    files.forEach(file -> file.durable = file.journaled.clone());
  }

  void lose() {
    names = new TreeMap<>(durableNames);
    files.forEach(
        file -> {
          file.seen = file.durable.clone();
          file.journaled = file.durable.clone();
        });
  }

  Map<String, byte[]> seen() {
    Map<String, byte[]> contents = new HashMap<>();
    names.forEach((name, file) -> contents.put(name, file.seen));
    return contents;
  }

  Map<String, byte[]> durable() {
    Map<String, byte[]> contents = new HashMap<>();
    durableNames.forEach((name, file) -> contents.put(name, file.durable));
    return contents;
  }
}
