package org.fusefixture.internal.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import org.fusefixture.internal.control.ControlChannel;
import org.fusefixture.internal.control.ServerClient;

/**
 * Main class of a server process. JSON-RPC on standard input and output; what the filesystem prints
 * to System.out goes to standard error. The process ends when its input ends: with it the device is
 * closed, and the kernel ends the connection.
 */
public final class ServerMain {
  /** Longest time that shutdown hooks (of coverage tools, for example) may take. */
  private static final long SHUTDOWN_MILLIS = 2_000;

  private ServerMain() {}

  public static void main(String[] arguments) {
    InputStream in = System.in;
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    System.setIn(InputStream.nullInputStream());
    MountServer server = new MountServer();
    try (ControlChannel<ServerClient> channel =
        ControlChannel.open("agent", in, out, server, ServerClient.class)) {
      server.connect(channel.remote());
      channel.ended().join();
    }
    Thread halt = new Thread(ServerMain::haltLater, "server-halt");
    halt.setDaemon(true);
    halt.start();
    System.exit(0);
  }

  private static void haltLater() {
    try {
      new java.util.concurrent.CountDownLatch(1)
          .await(SHUTDOWN_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
