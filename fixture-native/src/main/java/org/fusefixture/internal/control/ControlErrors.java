package org.fusefixture.internal.control;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** Exceptions of one end as errors of JSON-RPC, and back again. */
final class ControlErrors {
  private ControlErrors() {}

  /** What a local service threw, as the answer to the other end. */
  static ResponseError encode(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    ControlError error;
    if (cause instanceof ControlException failure) {
      error = failure.error();
    } else if (cause instanceof IllegalArgumentException) {
      error =
          ControlError.of(ControlError.Kind.BAD_REQUEST, "", String.valueOf(cause.getMessage()));
    } else {
      error =
          ControlError.of(ControlError.Kind.INTERNAL, "", cause.toString())
              .withDetail(stackOf(cause));
    }
    ResponseErrorCode code =
        switch (error.kind()) {
          case BAD_REQUEST -> ResponseErrorCode.InvalidParams;
          case INTERNAL -> ResponseErrorCode.InternalError;
          default -> ResponseErrorCode.RequestFailed;
        };
    return new ResponseError(code, error.message(), error);
  }

  /**
   * Why a call failed.
   *
   * @param call what was asked for; used where the error itself does not say
   */
  static ControlException decode(String call, Throwable failure) {
    Throwable cause = unwrap(failure);
    if (cause instanceof ControlException known) {
      return known.error().call().isEmpty() ? named(call, known.error(), known) : known;
    }
    if (cause instanceof ResponseErrorException answered) {
      return answered(call, answered);
    }
    if (cause instanceof MessageIssueException) {
      return named(
          call,
          ControlError.of(
              ControlError.Kind.INTERNAL,
              call,
              "the answer cannot be understood: " + cause.getMessage()),
          cause);
    }
    if (cause instanceof CancellationException) {
      return named(
          call, ControlError.of(ControlError.Kind.TIMEOUT, call, "the call was cancelled"), cause);
    }
    return named(
        call,
        ControlError.of(ControlError.Kind.INTERNAL, call, String.valueOf(cause))
            .withDetail(stackOf(cause)),
        cause);
  }

  private static ControlException answered(String call, ResponseErrorException answer) {
    ResponseError response = answer.getResponseError();
    ControlError error = ControlJson.error(response.getData());
    if (error != null) {
      return named(call, error, answer);
    }
    int code = response.getCode();
    boolean misunderstood =
        code == ResponseErrorCode.ParseError.getValue()
            || code == ResponseErrorCode.InvalidParams.getValue()
            || code == ResponseErrorCode.InvalidRequest.getValue()
            || code == ResponseErrorCode.MethodNotFound.getValue();
    ControlError.Kind kind =
        misunderstood ? ControlError.Kind.BAD_REQUEST : ControlError.Kind.INTERNAL;
    String data = response.getData() == null ? "" : ": " + response.getData();
    return new ControlException(ControlError.of(kind, call, response.getMessage() + data), answer);
  }

  private static ControlException named(String call, ControlError error, Throwable cause) {
    ControlError complete =
        error.call().isEmpty()
            ? new ControlError(error.kind(), call, error.errno(), error.message(), error.detail())
            : error;
    return new ControlException(complete, cause);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof InvocationTargetException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String stackOf(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
