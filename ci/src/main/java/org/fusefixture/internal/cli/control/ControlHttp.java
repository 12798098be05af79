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
import org.fusefixture.internal.control.ControlError;
import org.fusefixture.internal.control.ControlException;

/**
 * Commands by HTTP, on 127.0.0.1 alone; answers are JSON.
 *
 * <pre>
 *   GET    /faults              the faults that are set
 *   POST   /faults              sets the one in the body, YAML or JSON
 *   DELETE /faults/NAME         takes one back
 *   DELETE /faults, POST /reset takes all back; their receipts
 *   GET    /receipts            what became of them
 *   POST   /release, /release/NAME
 *   POST   /storage/COMMAND     lose-unsynced, cut-power, restore-power, checkpoint, evict
 *   GET    /storage/unsynced    what would be lost now
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

  /** Answers that have been begun are ended first: the command may end by what it has asked for. */
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
}
