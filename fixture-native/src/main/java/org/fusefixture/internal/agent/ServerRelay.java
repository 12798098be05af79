package org.fusefixture.internal.agent;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fusefixture.internal.control.ServerService;

/** Passes calls of a service on to the server of the mount that their first argument names. */
final class ServerRelay {
  private final MountTable mounts;
  private final TimedCalls calls;

  ServerRelay(MountTable mounts, TimedCalls calls) {
    this.mounts = mounts;
    this.calls = calls;
  }

  /**
   * A service whose calls are those of the servers.
   *
   * @param service whose methods all take the number of a mount first
   * @param remote the same service of a server
   * @param limit of each call
   */
  <S> S of(Class<S> service, Function<ServerService, S> remote, Duration limit) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? method.invoke(remote, arguments)
                    : pass(method, arguments, remote, limit)));
  }

  private <S> CompletableFuture<Object> pass(
      Method method, Object[] arguments, Function<ServerService, S> remote, Duration limit) {
    AgentMount mount = mounts.get((Integer) arguments[0]);
    String call = describe(method, arguments);
    return calls.later(
        () ->
            mount
                .server()
                .call(call, limit, server -> invoke(method, remote.apply(server), arguments)));
  }

  @SuppressWarnings("unchecked") // all methods of services return futures
  private static CompletableFuture<Object> invoke(
      Method method, Object target, Object[] arguments) {
    try {
      return (CompletableFuture<Object>) method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String describe(Method method, Object[] arguments) {
    return Arrays.stream(arguments)
        .skip(1)
        .map(String::valueOf)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }
}
