package org.fusefixture.internal.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fusefixture.internal.sandbox.SandboxFailedException;
import org.fusefixture.mount.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {
  private static final Map<String, Path> EMPTY_IMAGE = Map.of();

  @TempDir Path directory;

  @BeforeEach
  void followLinks() throws IOException {
    directory = directory.toRealPath();
  }

  @Test
  void programOfAnAbsolutePath_comesWithItsLibraries() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    assertThat(brought(program(java.toString()), EMPTY_IMAGE))
        .contains(java.toString())
        .anyMatch(name -> name.matches("/.*/libc\\.so\\..*"))
        .anyMatch(name -> name.matches("/lib.*/ld-.*"));
  }

  @Test
  void programOfAName_isFoundOnThePathOfItsEnvironment_andByNameInTheContainer()
      throws IOException {
    Path script = script("served", "#!/bin/sh");
    Program program = program("served").withEnvironment(Map.of("PATH", "/nowhere:" + directory));

    assertThat(brought(program, EMPTY_IMAGE)).contains(script.toString(), "/usr/bin/served");
  }

  @Test
  void interpreterOfAScript_comesWithIt() throws IOException {
    Path interpreter = script("interpreter", "#!/bin/sh");
    Path script = script("script", "#!" + interpreter + " -x");

    assertThat(brought(program(script.toString()), EMPTY_IMAGE))
        .contains(script.toString(), interpreter.toString());
  }

  @Test
  void interpreterThatEnvLooksFor_comesWithTheScript() throws IOException {
    Path interpreter = script("interpreter", "#!/bin/sh");
    Path script = script("script", "#!/usr/bin/env -S A=1 interpreter --quiet");
    Program program =
        program(script.toString()).withEnvironment(Map.of("PATH", directory.toString()));

    assertThat(brought(program, EMPTY_IMAGE)).contains(interpreter.toString());
  }

  @Test
  void helpersAndFiles_comeWithIt_directoriesWithAllThatIsInThem() throws IOException {
    Path helper = script("helper", "#!/bin/sh");
    Path settings = Files.createDirectories(directory.resolve("settings/more")).getParent();
    Path one = Files.writeString(settings.resolve("one"), "1");
    Path two = Files.writeString(settings.resolve("more/two"), "2");
    Program program =
        program("/no/such/program")
            .withHelpers(List.of(helper.toString()))
            .withFiles(List.of(settings.toString()));

    assertThat(brought(program, EMPTY_IMAGE))
        .contains(helper.toString(), one.toString(), two.toString());
  }

  @Test
  void whatTheImageHas_staysOut() throws IOException {
    Path script = script("script", "#!/bin/sh");
    Map<String, Path> image = Map.of("/usr/bin/sh", Path.of("/bin/sh"));

    assertThat(brought(program(script.toString()), image)).containsExactly(script.toString());
  }

  @Test
  void directoriesThatAreLinksInTheImage_areNotReplaced() throws IOException {
    Path script = script("script", "#!/bin/sh");

    assertThat(brought(program(script.toString()), EMPTY_IMAGE))
        .contains("/usr/bin/sh")
        .noneMatch(name -> name.startsWith("/bin/") || name.startsWith("/sbin/"));
  }

  @Test
  void fileBelowADirectoryThatAContainerCovers_isRefused() {
    Program program = program("/no/such/program").withFiles(List.of("/proc/self/environ"));

    assertThatExceptionOfType(SandboxFailedException.class)
        .isThrownBy(() -> ProgramFiles.of(program, EMPTY_IMAGE))
        .withMessageContaining("/proc/self/environ")
        .withMessageContaining("move it");
  }

  @Test
  void whatWasBroughtBefore_staysOutUntilItChanges() throws IOException {
    Path script = script("script", "true");
    Program program = program(script.toString());
    Map<String, String> brought = ProgramFiles.of(program, EMPTY_IMAGE).states();

    assertThat(ProgramFiles.of(program, EMPTY_IMAGE).without(brought).states()).isEmpty();

    Files.setLastModifiedTime(script, FileTime.fromMillis(1));

    assertThat(ProgramFiles.of(program, EMPTY_IMAGE).without(brought).states())
        .containsOnlyKeys(script.toString());
  }

  private static Set<String> brought(Program program, Map<String, Path> image) throws IOException {
    return ProgramFiles.of(program, image).states().keySet();
  }

  private static Program program(String name) {
    return Program.of(name, Program.MOUNT_POINT);
  }

  private Path script(String name, String text) throws IOException {
    Path script = Files.writeString(directory.resolve(name), text + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
