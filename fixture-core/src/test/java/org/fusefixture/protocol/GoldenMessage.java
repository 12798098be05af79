package org.fusefixture.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A message as it stands in a commented dump of the test resources: hexadecimal bytes, and after a
 * "#" what they mean. The dumps are those of a little-endian machine.
 */
public record GoldenMessage(String name, byte[] bytes) {
  private static final Path FOLDER = folder();

  /** One dump, for example "requests/LOOKUP". */
  public static GoldenMessage named(String name) {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN,
        "the dumps are little-endian, this machine is not");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      for (String line : Files.readAllLines(FOLDER.resolve(name + ".hex"))) {
        String hex = line.replaceFirst("#.*", "").replace(" ", "");
        bytes.writeBytes(HexFormat.of().parseHex(hex));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GoldenMessage(name.replaceFirst(".*/", ""), bytes.toByteArray());
  }

  /** All dumps of a kind: "requests", "replies" or "notifications". */
  public static List<GoldenMessage> all(String kind) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(kind))) {
      return files
          .map(file -> file.getFileName().toString().replace(".hex", ""))
          .sorted()
          .map(name -> named(kind + "/" + name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes from index 0, in the byte order of the machine. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes.clone()).order(ByteOrder.nativeOrder());
  }

  /** The number at byte 4 of a request. */
  public int opcode() {
    return buffer().getInt(4);
  }

  /** The name up to the first "-". */
  public String kind() {
    return name.replaceFirst("-.*", "");
  }

  @Override
  public String toString() {
    return name;
  }

  private static Path folder() {
    try {
      return Path.of(GoldenMessage.class.getResource("/golden").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
