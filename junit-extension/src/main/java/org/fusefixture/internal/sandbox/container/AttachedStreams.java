package org.fusefixture.internal.sandbox.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.fusefixture.internal.control.StartLimit;
import org.fusefixture.internal.sandbox.LogTail;
import org.fusefixture.internal.sandbox.SandboxFailedException;

/**
 * Standard input and output of a container's first process, over the engine's attach stream;
 * standard error goes to a log. With StdinOnce, the end of the stream, even by this JVM's death,
 * ends the input of the process.
 */
final class AttachedStreams implements AutoCloseable {
  private static final Duration ATTACH_TIME = Duration.ofSeconds(10);

  private final ByteQueue toContainer = new ByteQueue();
  private final ByteQueue fromContainer = new ByteQueue();
  private final Demultiplexer frames;

  private AttachedStreams(LogTail log) {
    this.frames = new Demultiplexer(fromContainer, log);
  }

  /** Attaches to a container that is created but not started yet, so that no output is lost. */
  static AttachedStreams attach(DockerClient client, String container, LogTail log) {
    AttachedStreams streams = new AttachedStreams(log);
    client
        .attachContainerCmd(container)
        .withStdIn(streams.toContainer.input())
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .exec(streams.frames);
    StartLimit limit = StartLimit.of(ATTACH_TIME);
    try {
      if (!streams.frames.awaitStarted(limit.time().toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SandboxFailedException(
            "the engine did not attach to the container within " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailedException("interrupted while attaching to the container", e);
    }
    return streams;
  }

  /** Reads standard output of the process. */
  InputStream fromContainer() {
    return fromContainer.input();
  }

  /** Writes standard input of the process. */
  OutputStream toContainer() {
    return toContainer.output();
  }

  @Override
  public void close() {
    toContainer.end();
    fromContainer.end();
    try {
      frames.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot detach from the container", e);
    }
  }

  /** Takes the frames apart (the engine's API: "attach to a container", stream format). */
  private static final class Demultiplexer extends ResultCallback.Adapter<Frame> {
    private final ByteQueue output;
    private final LogTail log;

    Demultiplexer(ByteQueue output, LogTail log) {
      this.output = output;
      this.log = log;
    }

    @Override
    public void onNext(Frame frame) {
      byte[] payload = frame.getPayload();
      if (frame.getStreamType() == StreamType.STDOUT) {
        output.put(payload.clone()); // docker-java reuses the array of a large frame
      } else {
        log.append(payload, payload.length);
      }
    }

    @Override
    public void onComplete() {
      output.end();
      super.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      output.end();
      super.onError(failure);
    }
  }
}
