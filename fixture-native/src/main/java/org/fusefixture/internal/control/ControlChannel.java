package org.fusefixture.internal.control;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.lsp4j.jsonrpc.Launcher;

/**
 * One end of a JSON-RPC conversation over a pair of streams.
 *
 * <p>Calls of the other end arrive on one thread, in order; a local service that may take long
 * hands over to threads of its own. Sending never blocks on the other end while less than {@link
 * ControlOutput#MOST_QUEUED} bytes wait to be read by it.
 *
 * @param <R> what the other end offers: an interface with JsonRequest methods
 */
public final class ControlChannel<R> implements AutoCloseable {
  private final String peer;
  private final ControlInput input;
  private final ControlOutput output;
  private final ExecutorService reader;
  private final R remote;
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();

  private ControlChannel(
      String peer, InputStream in, OutputStream out, Object local, Class<R> remoteInterface) {
    this.peer = Objects.requireNonNull(peer);
    this.input = new ControlInput(in);
    this.output = new ControlOutput(peer, out);
    this.reader = Executors.newSingleThreadExecutor(task -> daemon("control-reader-" + peer, task));
    Launcher<R> launcher =
        new Launcher.Builder<R>()
            .setLocalService(local)
            .setRemoteInterface(remoteInterface)
            .setInput(input)
            .setOutput(output)
            .setExecutorService(reader)
            .setExceptionHandler(ControlErrors::encode)
            .configureGson(ControlJson::configure)
            .create();
    this.remote = launcher.getRemoteProxy();
    Future<Void> listening = launcher.startListening();
    reader.execute(() -> end(listening));
    reader.shutdown();
  }

  /**
   * Starts a conversation.
   *
   * @param peer who the other end is, for messages and thread names
   * @param in what the other end writes; closed with the channel
   * @param out to the other end; closed with the channel
   * @param local what this end offers: an object with JsonRequest methods
   * @param remote what the other end offers
   */
  public static <R> ControlChannel<R> open(
      String peer, InputStream in, OutputStream out, Object local, Class<R> remote) {
    return new ControlChannel<>(peer, in, out, local, remote);
  }

  /** The other end; for notifications. For requests use {@link #call} or {@link #send}. */
  public R remote() {
    return remote;
  }

  /**
   * Calls the other end and waits for the answer.
   *
   * @param call what is asked for, for messages
   * @param limit longest wait
   * @throws ControlException with what the other end answered, or of kind TIMEOUT or DISCONNECTED
   */
  public <T> T call(String call, Duration limit, Function<R, CompletableFuture<T>> request) {
    CompletableFuture<T> answer = send(call, request);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ControlException(
          ControlError.of(
              ControlError.Kind.TIMEOUT,
              call,
              "no answer from "
                  + peer
                  + " within "
                  + limit.toMillis()
                  + " ms ("
                  + StartLimit.Load.now()
                  + ")"),
          e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ControlException(
          ControlError.of(ControlError.Kind.TIMEOUT, call, "interrupted while waiting for " + peer),
          e);
    } catch (ExecutionException e) {
      ControlException failure = ControlErrors.decode(call, e);
      throw new ControlException(failure.error(), failure);
    }
  }

  /**
   * Calls the other end.
   *
   * @return the answer, or a {@link ControlException}; also when the stream ends first. Cancelling
   *     it asks the other end to give up
   */
  @SuppressWarnings("CollectionUndefinedEquality") // futures are told apart by identity
  public <T> CompletableFuture<T> send(String call, Function<R, CompletableFuture<T>> request) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    pending.add(answer);
    answer.whenComplete((value, failure) -> pending.remove(answer));
    if (ended.isDone()) {
      answer.completeExceptionally(disconnected(call));
      return answer;
    }
    CompletableFuture<T> reply;
    try {
      reply = request.apply(remote);
    } catch (RuntimeException e) {
      answer.completeExceptionally(
          ended.isDone() || output.isClosed() ? disconnected(call) : ControlErrors.decode(call, e));
      return answer;
    }
    reply.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            answer.complete(value);
          } else {
            answer.completeExceptionally(ControlErrors.decode(call, failure));
          }
        });
    answer.whenComplete(
        (value, failure) -> {
          if (answer.isCancelled() && !ended.isDone()) {
            reply.cancel(true);
          }
        });
    if (ended.isDone()) { // it may have ended after the first look, before the answer was pending
      answer.completeExceptionally(disconnected(call));
    }
    return answer;
  }

  /** Completes with the reason when the other end is gone or this end was closed. */
  public CompletableFuture<String> ended() {
    return ended.copy();
  }

  /** Ends the conversation; what waits for an answer fails. */
  @Override
  public void close() {
    end("closed by this end");
    output.close();
    input.close();
  }

  private void end(Future<Void> listening) {
    String reason = input.reason();
    try {
      listening.get(0, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      reason = String.valueOf(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(reason);
    output.close();
  }

  private void end(String reason) {
    if (ended.complete(reason)) {
      for (CompletableFuture<?> answer : pending) {
        answer.completeExceptionally(disconnected("call under way"));
      }
    }
  }

  private ControlException disconnected(String call) {
    return new ControlException(
        ControlError.of(
            ControlError.Kind.DISCONNECTED,
            call,
            "the control channel to " + peer + " has ended: " + ended.getNow("unknown reason")));
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
