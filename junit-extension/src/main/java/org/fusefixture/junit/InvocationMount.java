package org.fusefixture.junit;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Mounts before one invocation of a {@link FuseTest} and unmounts after it. */
final class InvocationMount implements BeforeEachCallback, AfterEachCallback {
  private final MountPlan plan;
  private final Variation variation;

  InvocationMount(MountPlan plan, Variation variation) {
    this.plan = plan;
    this.variation = variation;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    TestMounts.mount(context, plan, variation);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestMounts.release(context);
  }
}
