package org.fusefixture.internal.fault.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fusefixture.filesystem.Opcode.LINK;
import static org.fusefixture.filesystem.Opcode.LOOKUP;
import static org.fusefixture.filesystem.Opcode.MKDIR;
import static org.fusefixture.filesystem.Opcode.RENAME2;
import static org.fusefixture.filesystem.Opcode.TMPFILE;
import static org.fusefixture.filesystem.Opcode.UNLINK;

import java.nio.ByteBuffer;
import org.fusefixture.errno.Errno;
import org.fusefixture.filesystem.Opcode;
import org.fusefixture.protocol.request.Request;
import org.junit.jupiter.api.Test;

/**
 *
 *
 * <pre>
 *   1 (root)
 *   |-- d  = 2
 *   |   `-- file = 3
 *   `-- other = 4
 * </pre>
 */
class PathIndexTest {
  private static final long ROOT = 1;
  private static final int EXCHANGE = 2;

  private final PathIndex index = new PathIndex();

  PathIndexTest() {
    found(ROOT, "d", 2);
    found(2, "file", 3);
    found(ROOT, "other", 4);
  }

  private void found(long directory, String name, long node) {
    answered(LOOKUP, Requests.named(LOOKUP, directory, name), Requests.entry(node));
  }

  private void answered(Opcode opcode, Request request, ByteBuffer message) {
    index.answered(opcode, request, message, message.capacity());
  }

  private void renamed(long from, String name, long to, String newName, int flags) {
    answered(RENAME2, Requests.rename(from, name, to, newName, flags), Requests.answer(0));
  }

  @Test
  void lookedUpInode_hasItsPath() {
    assertThat(index.paths(3)).containsExactly("d/file");
    assertThat(index.paths(ROOT)).containsExactly("");
  }

  @Test
  void unknownInode_hasNoPath() {
    assertThat(index.paths(99)).isEmpty();
  }

  @Test
  void failedOperation_changesNothing() {
    answered(UNLINK, Requests.named(UNLINK, 2, "file"), Requests.answer(Errno.EACCES.number()));
    renamedInVain(2, "file", ROOT, "moved");
    assertThat(index.paths(3)).containsExactly("d/file");
  }

  private void renamedInVain(long from, String name, long to, String newName) {
    Request request = Requests.rename(from, name, to, newName, 0);
    answered(RENAME2, request, Requests.answer(Errno.EXDEV.number()));
  }

  @Test
  void renamedDirectory_takesItsFilesAlong() {
    renamed(ROOT, "d", ROOT, "e", 0);
    assertThat(index.paths(3)).containsExactly("e/file");
  }

  @Test
  void movedFile_hasItsNewPathAlone() {
    renamed(2, "file", ROOT, "moved", 0);
    assertThat(index.paths(3)).containsExactly("moved");
  }

  @Test
  void replacedFile_keepsItsLastPath() {
    renamed(2, "file", ROOT, "other", 0);
    assertThat(index.paths(3)).containsExactly("other");
    assertThat(index.paths(4)).containsExactly("other"); // still open, perhaps
  }

  @Test
  void exchangedFiles_haveEachOthersPaths() {
    renamed(2, "file", ROOT, "other", EXCHANGE);
    assertThat(index.paths(3)).containsExactly("other");
    assertThat(index.paths(4)).containsExactly("d/file");
  }

  @Test
  void linkedFile_hasBothPaths_andLosesTheOneThatIsUnlinked() {
    answered(LINK, Requests.link(3, ROOT, "second"), Requests.entry(3));
    assertThat(index.paths(3)).containsExactlyInAnyOrder("d/file", "second");
    answered(UNLINK, Requests.named(UNLINK, 2, "file"), Requests.answer(0));
    assertThat(index.paths(3)).containsExactly("second");
  }

  @Test
  void unlinkedFile_goesByItsLastPath_untilItIsForgotten() {
    answered(UNLINK, Requests.named(UNLINK, 2, "file"), Requests.answer(0));
    assertThat(index.paths(3)).containsExactly("d/file");
    index.forgotten(Requests.forget(3, 1));
    assertThat(index.paths(3)).isEmpty();
  }

  @Test
  void unnamedFileThatGetsAName_isForgottenWithItsLastLookup() {
    answered(TMPFILE, Requests.golden(TMPFILE, 2), Requests.entry(8));
    assertThat(index.paths(8)).isEmpty();
    answered(LINK, Requests.link(8, 2, "named"), Requests.entry(8));
    index.forgotten(Requests.forget(8, 1));
    assertThat(index.paths(8)).containsExactly("d/named");
    index.forgotten(Requests.forget(8, 1));
    assertThat(index.paths(8)).isEmpty();
  }

  @Test
  void inodeLookedUpTwice_isForgottenWithTheSecondLookup() {
    found(2, "file", 3);
    index.forgotten(Requests.forget(3, 1));
    assertThat(index.paths(3)).containsExactly("d/file");
    index.forgotten(Requests.forget(3, 1));
    assertThat(index.paths(3)).isEmpty();
  }

  @Test
  void nameThatIsAnotherInodeNow_isTakenFromTheOldOne() {
    answered(LINK, Requests.link(3, ROOT, "second"), Requests.entry(3));
    found(2, "file", 5);
    assertThat(index.paths(3)).containsExactly("second");
    assertThat(index.paths(5)).containsExactly("d/file");
  }

  @Test
  void operationOnAName_isAboutThePathThatItMakes() {
    assertThat(index.paths(Requests.named(UNLINK, 2, "gone"))).containsExactly("d/gone");
    assertThat(index.paths(Requests.rename(2, "a", ROOT, "b", 0))).containsExactly("d/a", "b");
    assertThat(index.paths(Requests.link(3, ROOT, "b"))).containsExactly("b", "d/file");
  }

  @Test
  void version_changesWhereAPathDoes_andOnlyThere() {
    int version = index.version();
    found(2, "new", 6);
    answered(UNLINK, Requests.named(UNLINK, 2, "unknown"), Requests.answer(0));
    assertThat(index.version()).isEqualTo(version);
    renamed(ROOT, "d", ROOT, "e", 0);
    assertThat(index.version()).isNotEqualTo(version);
  }

  @Test
  void operationsWithoutNames_areOfNoConcern() {
    assertThat(Opcode.WRITE.namesInodes()).isFalse();
    assertThat(MKDIR.namesInodes()).isTrue();
  }
}
