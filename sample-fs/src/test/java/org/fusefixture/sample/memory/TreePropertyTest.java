package org.fusefixture.sample.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.sample.kernel.TestClient.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.fusefixture.errno.Errno;
import org.fusefixture.sample.kernel.Answer;
import org.fusefixture.sample.kernel.TestClient;
import org.fusefixture.sample.kernel.TestKernel;

/** A tree of names against a model of it, after every step of random sequences. */
class TreePropertyTest {
  private static final String SEED = "20260102";

  enum Kind {
    CREATE,
    CREATE_EXCLUSIVE,
    MKDIR,
    UNLINK,
    RMDIR,
    LINK,
    RENAME,
    RENAME_NOREPLACE,
    EXCHANGE
  }

  record Step(Kind kind, List<String> path, List<String> target) {}

  private final TestClient client = new TestClient(new TestKernel(Fixtures.memory()));
  private final ModelTree model = new ModelTree();

  @Property(seed = SEED, tries = 500)
  void treeAfterAnySteps_isWhatTheModelSays(@ForAll("steps") List<Step> steps) {
    TreePropertyTest fresh = new TreePropertyTest();
    for (Step step : steps) {
      fresh.perform(step);
      List<String> lines = new ArrayList<>();
      fresh.describe("", ROOT, lines);
      assertThat(lines).as("after %s", step).isEqualTo(fresh.model.describe());
    }
  }

  private void perform(Step step) {
    ModelTree.Node parent = model.find(parentOf(step.path));
    ModelTree.Node target = model.find(parentOf(step.target));
    if (parent == null || !parent.isDirectory() || target == null || !target.isDirectory()) {
      return; // the kernel finds out by itself, with LOOKUP
    }
    ModelTree.Node existing = model.find(step.path);
    if (step.kind == Kind.LINK && existing == null) {
      return;
    }
    long directory = node(parentOf(step.path));
    long targetDirectory = node(parentOf(step.target));
    String name = nameOf(step.path);
    String newName = nameOf(step.target);
    Answer answer =
        switch (step.kind) {
          case CREATE -> client.create(directory, name, 0644);
          case CREATE_EXCLUSIVE -> client.createExclusive(directory, name, 0644);
          case MKDIR -> client.mkdir(directory, name, 0755);
          case UNLINK -> client.unlink(directory, name);
          case RMDIR -> client.rmdir(directory, name);
          case LINK -> client.link(node(step.path), targetDirectory, newName);
          case RENAME -> client.rename(directory, name, targetDirectory, newName, 0);
          case RENAME_NOREPLACE -> client.rename(directory, name, targetDirectory, newName, 1);
          case EXCHANGE -> client.rename(directory, name, targetDirectory, newName, 2);
        };
    Errno expected =
        switch (step.kind) {
          case CREATE -> model.open(parent, name);
          case CREATE_EXCLUSIVE -> model.make(parent, name, false);
          case MKDIR -> model.make(parent, name, true);
          case UNLINK -> model.unlink(parent, name);
          case RMDIR -> model.rmdir(parent, name);
          case LINK -> model.link(existing, target, newName);
          case RENAME -> model.rename(parent, name, target, newName, false, false);
          case RENAME_NOREPLACE -> model.rename(parent, name, target, newName, true, false);
          case EXCHANGE -> model.rename(parent, name, target, newName, false, true);
        };
    assertThat(answer.error().orElse(null)).as("%s", step).isEqualTo(expected);
  }

  private long node(List<String> path) {
    long at = ROOT;
    for (String name : path) {
      at = client.lookup(at, name).node();
    }
    return at;
  }

  private void describe(String path, long directory, List<String> lines) {
    lines.add(path + "/ " + client.stat(directory).links());
    client.readdir(directory, Directory.PARENT_COOKIE, 4096).listed().stream()
        .sorted(Comparator.comparing(Answer.Listed::name))
        .forEach(
            entry -> {
              Answer.Stat stat = client.lookup(directory, entry.name()).entryStat();
              assertThat(stat.inode()).isEqualTo(entry.inode());
              String below = path + "/" + entry.name();
              if ((stat.mode() & 0170000) == 0040000) {
                assertThat(client.lookup(entry.inode(), "..").node()).isEqualTo(directory);
                describe(below, entry.inode(), lines);
              } else {
                lines.add(below + " " + stat.links());
              }
            });
  }

  private static List<String> parentOf(List<String> path) {
    return path.subList(0, path.size() - 1);
  }

  private static String nameOf(List<String> path) {
    return path.get(path.size() - 1);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<List<String>> paths = Arbitraries.of("a", "b", "c").list().ofMinSize(1).ofMaxSize(3);
    return Combinators.combine(Arbitraries.of(Kind.class), paths, paths)
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
