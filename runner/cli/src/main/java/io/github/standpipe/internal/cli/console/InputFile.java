package io.github.standpipe.internal.cli.console;

import io.github.standpipe.internal.fixture.FixtureNames;
import io.github.standpipe.internal.fixture.GivenFile;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.LineNumberReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An input file or standard input: UTF-8 text, with or without a byte order mark. */
public record InputFile(String file) {
  public static final String STANDARD = "-";
  private static final String MARK = "\uFEFF";

  /**
   * The input of a batch: a file, standard input, or the source in a fixture's folder.
   *
   * @throws Fault for a folder without a source
   */
  public static InputFile ofBatch(String file) {
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

  /** Its name in messages. */
  public String name() {
    return isStandard() ? "standard input" : file;
  }

  public boolean isStandard() {
    return file.equals(STANDARD);
  }

  /**
   * Checks the input before anything is started.
   *
   * @throws Fault if it is not a file
   */
  public InputFile checked() {
    if (file.isEmpty()) {
      throw new Fault("the name of a file", "is empty");
    }
    if (!isStandard() && Files.isDirectory(Path.of(file))) {
      throw new Fault(file, "is a folder; name a file");
    }
    if (!isStandard() && !Files.exists(Path.of(file))) {
      throw new Fault(file, "does not exist");
    }
    return this;
  }

  /**
   * The whole text.
   *
   * @throws Fault if it cannot be read
   */
  public String text() {
    checked();
    try (InputStream stream = stream()) {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
      return withoutMark(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * The whole text, with the bases that a file may name filled in; standard input has none.
   *
   * @throws Fault if it cannot be read, and for a base that cannot be used
   */
  public String withBases() {
    return isStandard() ? text() : GivenFile.filled(Path.of(file), text());
  }

  /** Its lines; bytes that are not UTF-8 are an I/O error. */
  public LineNumberReader lines() throws IOException {
    return new LineNumberReader(
        new InputStreamReader(stream(), StandardCharsets.UTF_8.newDecoder()));
  }

  public static String withoutMark(String text) {
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  public Fault unreadable(IOException e) {
    return new Fault(
        name(), e instanceof CharacterCodingException ? "is not UTF-8 text" : "cannot be read");
  }

  private InputStream stream() throws IOException {
    return isStandard() ? System.in : Files.newInputStream(Path.of(file));
  }
}
