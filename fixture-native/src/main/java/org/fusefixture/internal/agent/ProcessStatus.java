package org.fusefixture.internal.agent;

/**
 * The first fields of /proc/PID/stat (proc_pid_stat(5)).
 *
 * @param state R, S, D, T, Z, ...
 */
record ProcessStatus(long pid, String name, char state, long parent, long group, long session) {

  /** {@code 17 (a name) S 1 17 17 ...}; the name may hold spaces and parentheses. */
  static ProcessStatus parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String[] rest = line.substring(close + 2).split(" ");
    return new ProcessStatus(
        Long.parseLong(line.substring(0, open - 1)),
        line.substring(open + 1, close),
        rest[0].charAt(0),
        Long.parseLong(rest[1]),
        Long.parseLong(rest[2]),
        Long.parseLong(rest[3]));
  }

  boolean isZombie() {
    return state == 'Z' || state == 'X';
  }

  @Override
  public String toString() {
    return pid + " " + name + " " + state;
  }
}
