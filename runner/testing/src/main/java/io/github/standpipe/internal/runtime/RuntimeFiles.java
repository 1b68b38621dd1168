package io.github.standpipe.internal.runtime;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Texts that a runtime needs as files. Each is written once, and deleted when we end. */
public final class RuntimeFiles {
  private record Key(String name, String text) {}

  private static final Map<Key, Path> WRITTEN = new ConcurrentHashMap<>();

  private RuntimeFiles() {}

  /** The program that calls the handlers of a language. */
  static Path bootstrap(Language language) {
    String name = language == Language.NODEJS ? "bootstrap.cjs" : "bootstrap.py";
    try (InputStream in =
        Objects.requireNonNull(RuntimeFiles.class.getResourceAsStream(name), name)) {
      return file(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A file with a text, alone in its folder.
   *
   * @throws Fault if the temporary folder cannot be written
   */
  public static Path file(String name, String text) {
    return WRITTEN.computeIfAbsent(new Key(name, text), RuntimeFiles::write);
  }

  private static Path write(Key key) {
    try {
      Path folder = Files.createTempDirectory("standpipe-").toRealPath();
      folder.toFile().deleteOnExit();
      Path file = folder.resolve(key.name);
      file.toFile().deleteOnExit();
      return Files.writeString(file, key.text);
    } catch (IOException e) {
      throw new Fault("the temporary folder", "cannot be written: " + e.getMessage());
    }
  }
}
