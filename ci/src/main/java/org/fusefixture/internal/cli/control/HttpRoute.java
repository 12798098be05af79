package org.fusefixture.internal.cli.control;

import java.util.Map;
import org.fusefixture.fault.Rule;

/** What a method on a path asks for. */
final class HttpRoute {
  /** The methods of each resource. */
  private static final Map<String, String> METHODS =
      Map.of(
          "faults", "GET, POST, DELETE",
          "receipts", "GET",
          "reset", "POST",
          "release", "POST",
          "storage", "GET of /storage/unsynced, POST of the others");

  private HttpRoute() {}

  /** There is nothing of the name, or nothing that can be done to it in this way. */
  static final class NoRouteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    NoRouteException(int status, String message) {
      super(message);
      this.status = status;
    }

    /** 404 or 405. */
    int status() {
      return status;
    }
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if its path or body says what cannot be
   */
  static MountCommand command(String method, String path, String body) throws NoRouteException {
    String[] parts = path.substring(1).split("/", 2);
    String of = parts.length == 1 ? "" : parts[1];
    if (!METHODS.containsKey(parts[0])) {
      throw new NoRouteException(
          404, "there is no " + path + ", only /faults, /receipts, /reset, /release, /storage");
    }
    String asked = method + " " + parts[0] + (of.isEmpty() ? "" : "/");
    return switch (asked) {
      case "GET faults" -> new MountCommand.ListFaults();
      case "POST faults" -> new MountCommand.SetFault(Rule.parse(body));
      case "DELETE faults/" -> new MountCommand.RemoveFault(of);
      case "DELETE faults", "POST reset" -> new MountCommand.ResetFaults();
      case "GET receipts" -> new MountCommand.ListReceipts();
      case "POST release", "POST release/" -> new MountCommand.ReleaseFault(of);
      case "POST storage/" -> storage(of, false);
      case "GET storage/" -> storage(of, true);
      default ->
          throw new NoRouteException(
              405, method + " of " + path + " is not possible; " + METHODS.get(parts[0]));
    };
  }

  private static MountCommand storage(String word, boolean reads) throws NoRouteException {
    MountCommand command = MountCommand.parse(word.replace(':', ' '));
    boolean asks = command instanceof MountCommand.ReportUnsynced;
    if (!asks && !(command instanceof MountCommand.CommandStorage)) {
      throw new IllegalArgumentException("\"" + word + "\" is no command of a storage");
    }
    if (asks != reads) {
      throw new NoRouteException(405, "/storage/" + word + ": " + METHODS.get("storage"));
    }
    return command;
  }
}
