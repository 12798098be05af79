package org.fusefixture.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Attributes by name: "size", "posix:*", "unix:mode,ino", "user:colour". */
final class NamedAttributes {
  /** The views of a mount. */
  static final Set<String> VIEWS = Set.of("basic", "posix", "owner", "unix", "user");

  private static final Map<String, Function<UnixAttributes, Object>> BASIC =
      Map.of(
          "size", UnixAttributes::size,
          "creationTime", UnixAttributes::creationTime,
          "lastAccessTime", UnixAttributes::lastAccessTime,
          "lastModifiedTime", UnixAttributes::lastModifiedTime,
          "isDirectory", UnixAttributes::isDirectory,
          "isRegularFile", UnixAttributes::isRegularFile,
          "isSymbolicLink", UnixAttributes::isSymbolicLink,
          "isOther", UnixAttributes::isOther,
          "fileKey", UnixAttributes::fileKey);
  private static final Map<String, Function<UnixAttributes, Object>> OWNER =
      Map.of("owner", UnixAttributes::owner);
  private static final Map<String, Function<UnixAttributes, Object>> POSIX =
      Map.of("group", UnixAttributes::group, "permissions", UnixAttributes::permissions);
  private static final Map<String, Function<UnixAttributes, Object>> UNIX =
      Map.of(
          "mode", attributes -> attributes.status().mode(),
          "ino", attributes -> attributes.status().inode(),
          "dev", attributes -> attributes.status().device(),
          "rdev", attributes -> attributes.status().specialDevice(),
          "nlink", attributes -> (int) attributes.status().links(),
          "uid", attributes -> attributes.status().uid(),
          "gid", attributes -> attributes.status().gid(),
          "ctime", UnixAttributes::changeTime);

  private final MountPath path;
  private final boolean follow;

  NamedAttributes(MountPath path, boolean follow) {
    this.path = path;
    this.follow = follow;
  }

  Map<String, Object> read(String asked) throws IOException {
    String view = view(asked);
    List<String> names = List.of(name(asked).split(","));
    if (view.equals("user")) {
      return readUser(names);
    }
    Map<String, Function<UnixAttributes, Object>> known = known(view);
    for (String name : names) {
      if (!name.equals("*") && !known.containsKey(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' not recognized by the view '" + view + "'");
      }
    }
    UnixAttributes attributes = new PosixView(view, path, follow).readAttributes();
    Map<String, Object> result = new LinkedHashMap<>();
    known.forEach(
        (name, value) -> {
          if (names.contains("*") || names.contains(name)) {
            result.put(name, value.apply(attributes));
          }
        });
    return result;
  }

  private Map<String, Object> readUser(List<String> names) throws IOException {
    XattrView view = new XattrView(path, follow);
    Map<String, Object> result = new LinkedHashMap<>();
    for (String name : names.contains("*") ? view.list() : names) {
      result.put(name, view.value(name));
    }
    return result;
  }

  void set(String asked, Object value) throws IOException {
    String view = view(asked);
    String name = name(asked);
    if (view.equals("user")) {
      ByteBuffer bytes =
          value instanceof byte[] array ? ByteBuffer.wrap(array) : (ByteBuffer) value;
      new XattrView(path, follow).write(name, bytes);
      return;
    }
    PosixView attributes = new PosixView(view, path, follow);
    if (!known(view).containsKey(name)) {
      throw unrecognized(view, name);
    }
    switch (name) {
      case "lastModifiedTime" -> attributes.setTimes((FileTime) value, null, null);
      case "lastAccessTime" -> attributes.setTimes(null, (FileTime) value, null);
      case "creationTime" -> attributes.setTimes(null, null, (FileTime) value);
      case "owner" -> attributes.setOwner((UserPrincipal) value);
      case "group" -> attributes.setGroup((GroupPrincipal) value);
      case "permissions" -> attributes.setPermissions(permissions(value));
      case "mode" -> attributes.setMode((Integer) value & 07777);
      case "uid" -> attributes.setOwners((Integer) value, -1);
      case "gid" -> attributes.setOwners(-1, (Integer) value);
      default -> throw unrecognized(view, name);
    }
  }

  private static Set<PosixFilePermission> permissions(Object value) {
    Set<PosixFilePermission> result = new HashSet<>();
    for (Object permission : (Set<?>) value) {
      result.add((PosixFilePermission) permission);
    }
    return result;
  }

  private static Map<String, Function<UnixAttributes, Object>> known(String view) {
    Map<String, Function<UnixAttributes, Object>> known = new LinkedHashMap<>();
    if (!view.equals("owner")) {
      known.putAll(BASIC);
    }
    if (!view.equals("basic")) {
      known.putAll(OWNER);
    }
    if (view.equals("posix") || view.equals("unix")) {
      known.putAll(POSIX);
    }
    if (view.equals("unix")) {
      known.putAll(UNIX);
    }
    return known;
  }

  private static String view(String asked) {
    int colon = asked.indexOf(':');
    String view = colon < 0 ? "basic" : asked.substring(0, colon);
    if (!VIEWS.contains(view)) {
      throw new UnsupportedOperationException("View '" + view + "' not available");
    }
    return view;
  }

  private static String name(String asked) {
    String name = asked.substring(asked.indexOf(':') + 1);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("\"" + asked + "\" names no attribute");
    }
    return name;
  }

  private static IllegalArgumentException unrecognized(String view, String name) {
    return new IllegalArgumentException(
        "'" + name + "' cannot be set through the view '" + view + "'");
  }
}
