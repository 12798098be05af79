package org.fusefixture.internal.cli.control;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/**
 * Commands by HTTP, on 127.0.0.1 only; answers are JSON.
 *
 * <pre>
 *   GET    /faults              lists the faults that are set
 *   POST   /faults              sets the fault in the body, YAML or JSON
 *   DELETE /faults/NAME         removes a fault
 *   DELETE /faults, POST /reset removes all faults; returns their receipts
 *   GET    /receipts            returns the receipts of the faults
 *   POST   /release, /release/NAME
 *   POST   /storage/COMMAND     lose-unsynced, cut-power, restore-power, checkpoint, evict
 *   GET    /storage/unsynced    returns what a power cut would lose now
 * </pre>
 */
final class ControlHttp implements AutoCloseable {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final long LIMIT_SECONDS = 5;
  private static final int LONGEST_BODY = 1 << 20;

  private final HttpServer server;
  private final ExecutorService threads;
  private final MountCommands commands;

  private ControlHttp(HttpServer server, ExecutorService threads, MountCommands commands) {
    this.server = server;
    this.threads = threads;
    this.commands = commands;
  }

  /**
   * Listens.
   *
   * @param port 0 for any that is free
   */
  static ControlHttp open(int port, MountCommands commands) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "control-http");
              thread.setDaemon(true);
              return thread;
            });
    ControlHttp http = new ControlHttp(server, threads, commands);
    server.setExecutor(threads);
    server.createContext("/", http::handle);
    server.start();
    return http;
  }

  /** Where it listens. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Completes answers in progress first: the command may end by what it has requested. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        MountCommand command =
            HttpRoute.command(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                new String(body, StandardCharsets.UTF_8));
        send(exchange, 200, commands.execute(command).json());
      } catch (HttpRoute.NoRouteException e) {
        send(exchange, e.status(), error(e));
      } catch (IllegalArgumentException e) {
        send(exchange, 400, error(e));
      } catch (ControlException e) {
        send(exchange, e.kind() == ControlError.Kind.BAD_REQUEST ? 400 : 503, error(e));
      }
    }
  }

  private static Map<String, String> error(Exception e) {
    return Map.of("error", String.valueOf(e.getMessage()));
  }

  private static void send(HttpExchange exchange, int status, Object json) throws IOException {
    byte[] bytes = (JSON.toJson(json) + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Turns a method and a path into a command. */
  static final class HttpRoute {
    /** The methods of each resource. */
    private static final Map<String, String> METHODS =
        Map.of(
            "faults", "GET, POST, DELETE",
            "receipts", "GET",
            "reset", "POST",
            "release", "POST",
            "storage", "GET of /storage/unsynced, POST of the others");

    private HttpRoute() {}

    /** The path does not exist, or does not support the method. */
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
     * @throws IllegalArgumentException if its path or body is invalid
     */
    static MountCommand command(String method, String path, String body) throws NoRouteException {
      String[] parts = path.substring(1).split("/", 2);
      String of = parts.length == 1 ? "" : parts[1];
      if (!METHODS.containsKey(parts[0])) {
        throw new NoRouteException(
            404, "there is no " + path + ": use /faults, /receipts, /reset, /release or /storage");
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
                405, method + " " + path + " is not supported: use " + METHODS.get(parts[0]));
      };
    }

    private static MountCommand storage(String word, boolean reads) throws NoRouteException {
      MountCommand command = MountCommand.parse(word.replace(':', ' '));
      boolean asks = command instanceof MountCommand.ReportUnsynced;
      if (!asks && !(command instanceof MountCommand.CommandStorage)) {
        throw new IllegalArgumentException("\"" + word + "\" is not a storage command");
      }
      if (asks != reads) {
        throw new NoRouteException(405, "/storage/" + word + ": " + METHODS.get("storage"));
      }
      return command;
    }
  }
}
