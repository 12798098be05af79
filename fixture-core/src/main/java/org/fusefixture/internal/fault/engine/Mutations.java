package org.fusefixture.internal.fault.engine;

import java.util.Optional;
import java.util.ServiceLoader;
import org.fusefixture.fault.effect.Corrupt;
import org.fusefixture.fault.effect.Effect;
import org.fusefixture.fault.effect.Malform;
import org.fusefixture.fault.effect.NotifyKernel;

/** Which parts of the engine are out of order; none, where there is no {@link Mutation}. */
final class Mutations {
  private static final Optional<Mutation> PROVIDER =
      ServiceLoader.load(Mutation.class, Mutation.class.getClassLoader()).findFirst();

  private Mutations() {}

  static boolean disable(String part) {
    return PROVIDER.isPresent() && PROVIDER.get().disables(part);
  }

  static boolean disable(Object part) {
    return PROVIDER.isPresent() && PROVIDER.get().disables(part.getClass().getSimpleName());
  }

  static boolean disable(Effect effect) {
    return PROVIDER.isPresent() && PROVIDER.get().disables(nameOf(effect));
  }

  /** Of each kind of what an effect can do. */
  private static String nameOf(Effect effect) {
    String name = effect.getClass().getSimpleName();
    if (effect instanceof Corrupt corrupt) {
      return name + " " + corrupt.damage().getClass().getSimpleName();
    }
    if (effect instanceof Malform malform) {
      return name + " " + malform.defect();
    }
    return effect instanceof NotifyKernel notice ? name + " " + notice.notice() : name;
  }
}
