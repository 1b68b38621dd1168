package io.github.standpipe.internal.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  private byte[] packed(String... files) throws Exception {
    Path top = Files.createDirectories(folder.resolve("x").resolve("top"));
    new DownloadFolder(top).clear();
    for (String file : files) {
      new DownloadFolder(top).write(file, "text of " + file);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Packed.tar(top, TIME, out);
    return out.toByteArray();
  }

  @Test
  void givesTheSameBytesInWhateverOrderFilesWereWritten() throws Exception {
    assertThat(packed("b/c", "a", "z".repeat(150)))
        .isEqualTo(packed("z".repeat(150), "a", "b/c"))
        .isNotEqualTo(packed("a", "b/d", "z".repeat(150)));
  }

  @Test
  void storesTheEntriesOfAJarAndChangesItsManifest() throws Exception {
    Path jar = folder.resolve("a.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      out.write("Manifest-Version: 1.0\nMain-Class: a.B\n".getBytes(UTF_8));
      out.putNextEntry(new ZipEntry("a/B.class"));
      out.write(new byte[1000]);
    }
    Path copy = folder.resolve("copy/a.jar");

    StoredJar.copy(jar, copy, manifest -> manifest.putValue("Class-Path", "b.jar"));

    try (ZipFile zip = new ZipFile(copy.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getMethod)).containsOnly(ZipEntry.STORED);
      assertThat(zip.getEntry("a/B.class").getSize()).isEqualTo(1000);
      String manifest =
          new String(zip.getInputStream(zip.entries().nextElement()).readAllBytes(), UTF_8);
      assertThat(manifest.lines())
          .contains("Main-Class: a.B", "Class-Path: b.jar", "Manifest-Version: 1.0");
    }
  }
}
