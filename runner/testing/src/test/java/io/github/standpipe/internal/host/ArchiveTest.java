package io.github.standpipe.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A zip from anywhere is unpacked within bounds, or refused in one line. */
class ArchiveTest {
  private static final int MOST_BYTES = 10_000;
  private static final int MOST_ENTRIES = 20;

  @TempDir Path folder;

  private Path zip(List<String> names, int size) throws IOException {
    Path file = folder.resolve("code.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(new byte[name.endsWith("/") ? 0 : size]);
      }
    }
    return file;
  }

  private static Path unpacked(Path zip) throws IOException {
    return CodeArchive.unpacked(zip, MOST_BYTES, MOST_ENTRIES);
  }

  private static void isRefused(Path zip, String why) {
    assertThatThrownBy(() -> unpacked(zip)).isInstanceOf(Fault.class).hasMessage(zip + ": " + why);
  }

  @Test
  void unpacksUpToTheBounds() throws IOException {
    Path there = unpacked(zip(List.of("a/", "a/b.class", "c/d/e.class"), MOST_BYTES / 2));
    assertThat(there.resolve("a/b.class")).hasSize(MOST_BYTES / 2);
    assertThat(there.resolve("c/d/e.class")).hasSize(MOST_BYTES / 2);
  }

  /** A megabyte of zeros packs into a kilobyte. */
  @Test
  void refusesWhatUnpacksWithoutBound() throws IOException {
    isRefused(
        zip(List.of("a", "b"), MOST_BYTES / 2 + 1),
        "unpacks to more than 10000 bytes, the most that Lambda takes; pack less");
    isRefused(
        zip(List.of("a"), 1_000_000),
        "unpacks to more than 10000 bytes, the most that Lambda takes; pack less");
  }

  @Test
  void refusesMoreEntriesThanItsBound() throws IOException {
    List<String> names = IntStream.rangeClosed(0, MOST_ENTRIES).mapToObj(i -> "f" + i).toList();
    isRefused(zip(names, 1), "holds more than 20 entries; pack less");
  }

  /** The headers of a hostile zip say what they like. */
  @Test
  void countsWhatItWritesWhateverTheHeadersSay() throws IOException {
    Path file = zip(List.of("a"), 1_000_000);
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length - 4; at++) {
      boolean isSize = (bytes[at] & 255) == 0x40 && bytes[at + 1] == 0x42 && bytes[at + 2] == 0x0f;
      if (isSize) { // 1,000,000
        bytes[at] = 1;
        bytes[at + 1] = 0;
        bytes[at + 2] = 0;
      }
    }
    Files.write(file, bytes);
    assertThatThrownBy(() -> unpacked(file)).isInstanceOfAny(Fault.class, IOException.class);
  }

  @Test
  void refusesEntriesThatRepeat() throws IOException {
    Path file = zip(List.of("lib/one.jar", "lib/two.jar"), 10);
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(
        file, text.replace("lib/two.jar", "lib/one.jar").getBytes(StandardCharsets.ISO_8859_1));
    isRefused(file, "holds lib/one.jar where another entry stands; pack it again");
    isRefused(
        zip(List.of("lib", "lib/one.jar"), 10),
        "holds lib/one.jar where another entry stands; pack it again");
    isRefused(
        zip(List.of("lib/one.jar", "lib"), 10),
        "holds lib where another entry stands; pack it again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/out", "./", "a/../"})
  void writesNothingOutsideItsFolder(String name) throws IOException {
    isRefused(zip(List.of(name), 10), "holds " + name + ", which leads out of it");
  }
}
