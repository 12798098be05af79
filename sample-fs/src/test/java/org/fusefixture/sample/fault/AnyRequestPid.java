package org.fusefixture.sample.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fusefixture.junit.MountedFilesystem;

/** Finds out which process the client is. */
final class AnyRequestPid {
  private static final Pattern LINE = Pattern.compile(AnyRequest.MARK + "(\\d+)");

  private AnyRequestPid() {}

  static int of(MountedFilesystem fs) {
    Calls.await().until(() -> LINE.matcher(fs.server().report().standardError()).find());
    Matcher line = LINE.matcher(fs.server().report().standardError());
    int pid = 0;
    while (line.find()) {
      pid = Integer.parseInt(line.group(1));
    }
    return pid;
  }
}
