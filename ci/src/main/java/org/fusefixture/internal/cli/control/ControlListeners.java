package org.fusefixture.internal.cli.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A mount that is controlled from outside, until this is closed. */
public final class ControlListeners implements AutoCloseable {
  private final ControlFifo fifo;
  private final ControlHttp http;
  private final Thread atExit;

  private ControlListeners(ControlFifo fifo, ControlHttp http) {
    this.fifo = fifo;
    this.http = http;
    atExit = fifo == null ? null : new Thread(fifo::remove, "control-fifo-removal");
    if (atExit != null) {
      Runtime.getRuntime().addShutdownHook(atExit);
    }
  }

  /** Refuses an invalid FIFO before anything is mounted; null for none. */
  public static void require(Path fifo) throws IOException {
    if (fifo != null) {
      ControlFifo.require(fifo);
    }
  }

  /**
   * Listens.
   *
   * @param fifo path of a FIFO; null for none
   * @param port of 127.0.0.1, 0 for any that is free; null for none
   * @param print receives messages for people
   */
  public static ControlListeners open(
      Path fifo, Integer port, MountFaults faults, Consumer<String> print) throws IOException {
    MountCommands commands = new MountCommands(faults);
    ControlHttp http = port == null ? null : ControlHttp.open(port, commands);
    try {
      ControlListeners control =
          new ControlListeners(fifo == null ? null : ControlFifo.open(fifo, commands, print), http);
      if (http != null) {
        print.accept("listening on http://127.0.0.1:" + http.port());
      }
      return control;
    } catch (IOException | RuntimeException e) {
      if (http != null) {
        http.close();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (http != null) {
      http.close();
    }
    if (fifo != null) {
      fifo.close();
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        return; // the program is being ended, and the hook runs
      }
    }
  }
}
