package org.fusefixture.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.fusefixture.internal.cli.MountedFilesystemOptions.FilesystemOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FilesystemOptionTest {
  @Test
  void short_names_stand_for_the_samples() {
    assertThat(FilesystemOption.parse("memory").className()).endsWith(".MemoryFileSystem");
    assertThat(FilesystemOption.parse("discard").className()).endsWith(".DiscardingFileSystem");
  }

  @Test
  void mirror_takes_an_existing_directory(@TempDir Path directory) {
    assertThat(FilesystemOption.parse("mirror=" + directory).options())
        .containsEntry("directory", directory.toString());
    assertThatThrownBy(() -> FilesystemOption.parse("mirror=" + directory.resolve("none")))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("none\" does not exist");
  }

  @Test
  void class_name_is_taken_as_it_is() {
    assertThat(FilesystemOption.parse("com.example.Outer$Notes").className())
        .isEqualTo("com.example.Outer$Notes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "memroy", "mirror=", "com.", "a b.C", "../x.y"})
  void anything_else_is_refused_with_what_can_be_given(String text) {
    assertThatThrownBy(() -> FilesystemOption.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageMatching("(?s).*(memory, discard, mirror=DIR|existing directory).*");
  }
}
