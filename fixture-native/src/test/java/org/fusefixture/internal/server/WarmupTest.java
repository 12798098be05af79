package org.fusefixture.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.fusefixture.internal.session.FuseSession;
import org.junit.jupiter.api.Test;

class WarmupTest {
  @Test
  void every_package_is_found() throws Exception {
    for (Class<?> member : Warmup.MEMBERS) {
      assertThat(Warmup.classes(member)).contains(member.getName()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void packages_below_are_found_too() throws Exception {
    TreeSet<String> names = new TreeSet<>(Warmup.classes(FuseSession.class));
    assertThat(names).anyMatch(name -> name.contains(".session.fault."));
  }
}
