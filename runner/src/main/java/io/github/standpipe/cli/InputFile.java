package io.github.standpipe.cli;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.fixture.FixtureNames;
import io.github.standpipe.fixture.GivenFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is given, or standard input: UTF-8 text, whose byte order mark does not count. */
record InputFile(String file) {
  static final String STANDARD = "-";
  private static final String MARK = "\uFEFF";

  /**
   * What holds a batch: a file, standard input, or a fixture's folder for its source.
   *
   * @throws Fault for a folder without one
   */
  static InputFile ofBatch(String file) {
    Path given = Path.of(file);
    if (!Files.isDirectory(given)) {
      return new InputFile(file);
    }
    Path source = given.resolve(FixtureNames.SOURCE);
    if (!Files.exists(source)) {
      throw new Fault(
          given.toString(),
          "has no "
              + FixtureNames.SOURCE
              + "; name a file, or the folder of a fixture that begins with one");
    }
    return new InputFile(source.toString());
  }

  /** As it is called in messages. */
  String name() {
    return isStandard() ? "standard input" : file;
  }

  boolean isStandard() {
    return file.equals(STANDARD);
  }

  /**
   * Looks at what is given before anything is begun.
   *
   * @throws Fault when it is no file
   */
  InputFile checked() {
    if (!isStandard() && Files.isDirectory(Path.of(file))) {
      throw new Fault(file, "is a folder; name a file");
    }
    if (!isStandard() && !Files.exists(Path.of(file))) {
      throw new Fault(file, "there is no such file");
    }
    return this;
  }

  /**
   * All of it.
   *
   * @throws Fault when it cannot be read
   */
  String text() {
    checked();
    try (InputStream stream = stream()) {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
      return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * All of it, with the bases that a file may name filled in; standard input has none.
   *
   * @throws Fault when it cannot be read, and for a base that cannot be used
   */
  String withBases() {
    return isStandard() ? text() : GivenFile.filled(Path.of(file), text());
  }

  /** Its lines; bytes that are not UTF-8 are an error of reading. */
  LineNumberReader lines() throws IOException {
    return new LineNumberReader(
        new InputStreamReader(stream(), StandardCharsets.UTF_8.newDecoder()));
  }

  static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  Fault unreadable(IOException e) {
    return new Fault(
        name(), e instanceof CharacterCodingException ? "is not UTF-8 text" : "cannot be read");
  }

  private InputStream stream() throws IOException {
    return isStandard() ? System.in : Files.newInputStream(Path.of(file));
  }
}
