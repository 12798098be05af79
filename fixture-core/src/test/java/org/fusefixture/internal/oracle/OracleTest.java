package org.fusefixture.internal.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.fusefixture.internal.oracle.Content.Piece;
import org.fusefixture.oracle.Cause;
import org.fusefixture.oracle.IntegrityVerdict;
import org.fusefixture.oracle.IntegrityVerdict.Damage;
import org.fusefixture.oracle.View;
import org.fusefixture.oracle.View.Promise;
import org.junit.jupiter.api.Test;

class OracleTest {
  private final Oracle oracle = new Oracle(() -> 0, true);

  @Test
  void renamedDirectory_takesItsFilesAlong() {
    FileHistory file = oracle.opened("a/f", 5, 0, false);
    oracle.renamed("a", "b/c");
    assertThat(oracle.find("b/c/f")).isSameAs(file);
    assertThat(oracle.paths()).containsExactly("b/c/f");
  }

  @Test
  void nameThatIsReplaced_namesTheFileThatCame() {
    FileHistory moved = oracle.opened("a", 5, 0, false);
    oracle.opened("b", 6, 0, false);
    oracle.renamed("./a", "b");
    assertThat(oracle.find("b")).isSameAs(moved);
    assertThat(oracle.find("a")).isNull();
  }

  @Test
  void exchangedNames_nameEachOthersFiles() {
    FileHistory a = oracle.opened("a", 5, 0, false);
    FileHistory b = oracle.opened("d/b", 6, 0, false);
    oracle.exchanged("a", "d/b");
    assertThat(List.of(oracle.find("a"), oracle.find("d/b"))).containsExactly(b, a);
  }

  @Test
  void otherNameOfTheSameInode_namesTheSameFile() {
    FileHistory a = oracle.opened("a", 5, 0, false);
    assertThat(oracle.opened("symbolic", 5, 0, false)).isSameAs(a);
    oracle.linked("a", "hard");
    oracle.unlinked("a");
    assertThat(oracle.find("hard")).isSameAs(a);
  }

  @Test
  void emptyFileWithTheInodeOfOneThatIsNot_isAnother() {
    FileHistory a = oracle.opened("a", 5, 1000, false);
    oracle.renamed("a", "b");
    assertThat(oracle.opened("hard", 5, 1000, false)).isSameAs(a);
    assertThat(oracle.opened("truncated", 5, 0, true)).isSameAs(a);
    assertThat(oracle.opened("a", 5, 0, false)).isNotSameAs(a);
    assertThat(oracle.find("b")).isSameAs(a);
  }

  @Test
  void fileThatWasThereBefore_mayHoldAnything() {
    FileHistory file = oracle.opened("a", 5, 1000, false);
    Expectation expected = file.expectation("a", 0, 1000, oracle.tick(), Promise.RETURNED);
    byte[] anything = new byte[1000];
    anything[500] = 3;
    IntegrityVerdict verdict =
        FileJudge.judge(expected, View.DIRECT, java.nio.ByteBuffer.wrap(anything), 0);
    assertThat(verdict.holds()).isTrue();
    assertThat(FileJudge.judgeSize("a", expected.size(), View.DIRECT, 999).classes())
        .containsExactly(Damage.WRONG_SIZE);
  }

  @Test
  void damage_tellsWhereAndWhy() {
    FileHistory file = oracle.opened("a", 5, 0, false);
    Content content = Content.stamped(ModelFile.STAMP, 0);
    file.ended(file.write("write(\"a\")", List.of(new Piece(0, 700, content))), 700);
    Expectation expected = file.expectation("a", 0, 700, oracle.tick(), Promise.RETURNED);
    IntegrityVerdict verdict =
        FileJudge.judge(expected, View.DIRECT, java.nio.ByteBuffer.wrap(new byte[700]), 0);
    assertThat(verdict.damagedSectors()).isEqualTo(2);
    assertThat(verdict.toString())
        .startsWith("likeliest cause: " + Cause.WRITE_LOST.sentence() + "\n2 damaged sectors")
        .contains("ZEROED \"a\", 700 bytes at 0 in 2 sectors (read with O_DIRECT)")
        .contains("expected [seed 7, file 11, generation 1, client 0] of #2 write(\"a\")")
        .contains("found    zeros");
  }

  @Test
  void storeBeyondTheEnd_mayShowWhenTheFileGrows() {
    FileHistory file = oracle.opened("a", 5, 0, false);
    Content content = Content.stamped(ModelFile.STAMP, 0);
    file.ended(file.write("write(\"a\")", List.of(new Piece(0, 600, content))), 600);
    file.stored(file.store("store(\"a\")", List.of(new Piece(0, 2048, content))));
    file.truncated(file.truncate("truncate(\"a\")", 4096));
    byte[] lost = Arrays.copyOf(content.at(0, 600), 4096);
    byte[] kept = Arrays.copyOf(content.at(0, 2048), 4096);
    byte[] wrong = kept.clone();
    wrong[1800] ^= 1;
    byte[] inside = kept.clone();
    inside[500] ^= 1;

    assertThat(judge(file, lost).holds()).isTrue();
    assertThat(judge(file, kept).holds()).isTrue();
    assertThat(judge(file, wrong).holds()).isFalse();
    assertThat(judge(file, inside).holds()).isFalse();

    file.truncated(file.truncate("truncate(\"a\")", 600));
    file.truncated(file.truncate("truncate(\"a\")", 4096));
    assertThat(judge(file, lost).holds()).isTrue();
    assertThat(judge(file, kept).holds()).as("a file that shrinks loses it").isFalse();
  }

  private IntegrityVerdict judge(FileHistory file, byte[] found) {
    Expectation expected = file.expectation("a", 0, found.length, oracle.tick(), Promise.RETURNED);
    return FileJudge.judge(expected, View.BUFFERED, java.nio.ByteBuffer.wrap(found), 0);
  }
}
