package io.github.standpipe.internal.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.json.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedEventsTest {
  private static final String EVENT = "{\"type\": \"a\", \"n\": 1}";

  @TempDir Path folder;
  private TwoPipes pipes;
  private Path events;

  @BeforeEach
  void write() throws IOException {
    pipes = new TwoPipes(folder).was("", ".").is("", ".");
    events = Files.createDirectories(folder.resolve("events"));
  }

  @Test
  void readsFoldersOfFilesInTheOrderOfTheirNames() throws IOException {
    write("2026/01/02/b.jsonl", EVENT + "\n" + EVENT);
    write("2026/01/02/a", EVENT + EVENT + EVENT);
    write(
        "2026/01/01/z.json",
        "{\n  \"Messages\": [\n    {\"MessageId\": \"m\", \"Body\": \"{}\"}\n  ]\n}");
    write("2026/01/01/_SUCCESS", "");
    write(".hidden", "{broken");
    gzip("2026/01/03/c.gz", (EVENT + "\n").repeat(3));
    gzip("2026/01/03/not-named-so", EVENT);

    assertThat(pieces(events.toString()))
        .containsExactly(
            "01/z.json whole", "02/a 1", "02/b.jsonl 1 2", "03/c.gz 1 2 3", "03/not-named-so 1");
    assertThat(compare(events.toString()).events()).isEqualTo(1 + 3 + 2 + 3 + 1);
  }

  @Test
  void readsAFolderOfFixturesByTheirSourceEvents() throws IOException {
    write("P/takes-one/1-source.json", EVENT);
    write("P/takes-one/5-target-input.json", "[{\"never\": 1}]");
    write("P/begins-later/4-enriched.json", "[{\"never\": 1}]");
    write("P/lookups/customers.json", "{\"never\": {}}");

    assertThat(pieces(events.toString())).containsExactly("P/takes-one case");
    assertThat(pieces(events.resolve("P/takes-one").toString()))
        .containsExactly("P/takes-one case");
    assertThat(compare(events.toString()).events()).isEqualTo(1);
  }

  @Test
  void countsWhatItCannotReadAndGoesOn() throws IOException {
    write("a.jsonl", EVENT + "\n{\"type\": \n\n" + EVENT + "\n7\n[]\n" + EVENT + "\n");
    Files.write(events.resolve("b"), new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'});
    write("c.json", "{\"Messages\": [");

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(3);
    assertThat(findings.isComplete()).isFalse();
    assertThat(findings.troubles().stream().map(one -> one.substring(events.toString().length())))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("/a.jsonl:2: is not JSON: "),
            one ->
                assertThat(one)
                    .isEqualTo("/a.jsonl:5: is a number; each line must be an object or an array"),
            one ->
                assertThat(one)
                    .isEqualTo("/a.jsonl:6: holds an empty array; a batch has at least one record"),
            one -> assertThat(one).isEqualTo("/b: is not UTF-8 text"),
            one -> assertThat(one).startsWith("/c.json: begins like the output of a tool"));
  }

  @Test
  void findsTheLinesBehindABrokenFirstOne() throws IOException {
    write("a.jsonl", "{\"type\": \n" + EVENT + "\n" + EVENT);
    write("b.json", "{\"Records\": [\n{\"messageId\": \"m\", \"body\": \"{}\"}\n]}");

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(3);
    assertThat(findings.troubles()).singleElement().asString().contains("a.jsonl:1: is not JSON");
  }

  @Test
  void readsACompressedFileUpToWhereItIsCutOff() throws IOException {
    byte[] zipped = zipped(lines(20_000));
    for (int length : new int[] {12, 15, 200, zipped.length / 2, zipped.length - 3}) {
      Files.write(events.resolve("cut.gz"), Arrays.copyOf(zipped, length));

      ShadowFindings findings = compare(events.toString());

      long read = findings.events();
      assertThat(findings.troubles())
          .containsExactly(
              events.resolve("cut.gz")
                  + ": is cut off"
                  + (read == 0
                      ? ", and no event of it was read; copy it again"
                      : " behind line %d; the %,d events before are compared; copy it again, or"
                              .formatted(read, read)
                          + " pass --anyway"));
      assertThat(read).isLessThanOrEqualTo(20_000);
      if (length > 190) {
        assertThat(read).isPositive();
      }
    }
  }

  @Test
  void countsTheEventsOfTheDamagedFileOnly() throws IOException {
    byte[] zipped = zipped(lines(3_000));
    zipped[zipped.length - 6] ^= 1; // its checksum
    gzip("a.gz", lines(700));
    Files.write(events.resolve("b.gz"), zipped);
    gzip("c.gz", lines(5));

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(3_705);
    assertThat(findings.troubles())
        .containsExactly(
            events.resolve("b.gz")
                + ": is damaged behind line 3000; the 3,000 events before are compared; copy it"
                + " again, or pass --anyway");
  }

  @Test
  void readsEachMemberOfACompressedFileAndNothingBehindIt() throws IOException {
    byte[] one = zipped(EVENT + "\n");
    write("empty", "");
    Files.write(events.resolve("padded.gz"), joined(one, one, one, new byte[600]));
    Files.write(events.resolve("followed.gz"), joined(one, one, "{}\n{}".getBytes(UTF_8)));

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(5);
    assertThat(findings.troubles())
        .containsExactly(
            events.resolve("followed.gz")
                + ": is damaged behind line 2; the 2 events before are compared; copy it again, or"
                + " pass --anyway");
  }

  /** However a pipe hands out its bytes, its end is where it ends. */
  @Test
  void readsCompressedEventsByteByByte() throws IOException {
    byte[] zipped = joined(zipped(lines(300)), zipped(lines(200)));
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(zipped)) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return super.read(bytes, from, Math.min(length, 1));
          }

          @Override
          public int available() {
            return 0;
          }
        };

    ShadowFindings findings =
        new ShadowRun(pipes.setup(1)).run(new RecordedEvents(List.of("-"), slow), 2, done -> {});

    assertThat(findings.events()).isEqualTo(500);
    assertThat(findings.isComplete()).isTrue();
  }

  /** The writer goes on only while its events are read. */
  @Test
  void readsAPipeWhileItIsWritten() throws Exception {
    int count = 5_000;
    try (PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 64)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                try (out) {
                  for (int line = 0; line < count; line++) {
                    out.write((EVENT + "\n").getBytes(UTF_8));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      ShadowFindings findings =
          new ShadowRun(pipes.setup(1)).run(new RecordedEvents(List.of("-"), in), 2, done -> {});

      writer.join();
      assertThat(findings.events()).isEqualTo(count);
      assertThat(findings.isComplete()).isTrue();
    }
  }

  @Test
  void describesWhatHoldsNoEvents() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("a.zip", new byte[] {'P', 'K', 3, 4, 20, 0});
    files.put("b.zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd});
    files.put("c.parquet", "PAR1x".getBytes(UTF_8));
    files.put("d.txt", "{\"a\": 1}".getBytes(StandardCharsets.UTF_16));
    files.put("e.class", new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 1});
    files.put("f.gz", zipped("\0\1\2"));
    files.put("g.bz2", new byte[] {'B', 'Z', 'h', '9', 0});
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(events.resolve(file.getKey()), file.getValue());
    }
    Files.createSymbolicLink(events.resolve("h"), folder.resolve("nowhere"));

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isZero();
    String binary = "is a binary file; events are read as JSON text, plain or in gzip";
    assertThat(findings.troubles().stream().map(one -> one.substring(events.toString().length())))
        .containsExactly(
            "/a.zip: is a zip archive; unpack it and name the folder",
            "/b.zst: is compressed with zstd; decompress it, or use gzip",
            "/c.parquet: is a Parquet file; export its rows as lines of JSON",
            "/d.txt: is UTF-16 text; save it as UTF-8",
            "/e.class: " + binary,
            "/f.gz: " + binary,
            "/g.bz2: is compressed with bzip2; decompress it, or use gzip",
            "/h: is a link to something that does not exist");
  }

  @Test
  void losesOneLineToAByteThatNoTextHas() throws IOException {
    write("a.jsonl", EVENT + "\n{\"type\": \0}\n" + EVENT);

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(2);
    assertThat(findings.troubles()).singleElement().asString().contains("a.jsonl:2: is not JSON");
  }

  @Test
  void readsALineOfTenMegabytes() throws IOException {
    String large = "{\"n\": 1, \"text\": \"" + "x".repeat(10 << 20) + "\"}";
    write("a.jsonl", EVENT + "\n" + large + "\n" + EVENT);
    write("b.jsonl", large);
    write("c.jsonl", EVENT + "\n" + "x".repeat(17 << 20) + "\n" + EVENT);

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(6);
    assertThat(findings.troubles())
        .containsExactly(events.resolve("c.jsonl") + ":2: is longer than 16 MB");
  }

  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < count; line++) {
      lines.append("{\"type\": \"a\", \"n\": ").append(line).append("}\n");
    }
    return lines.toString();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  @Test
  void refusesAFileThatDoesNotExist() {
    assertThatThrownBy(() -> new RecordedEvents(List.of("nowhere"), InputStream.nullInputStream()))
        .isInstanceOf(Fault.class)
        .hasMessage("nowhere: does not exist");
  }

  /** However many events there are, only a bounded number is read before it is compared. */
  @Test
  void readsNotFarAhead() {
    int lines = 60_000;
    int threads = 2;
    AtomicLong given = new AtomicLong();
    AtomicLong most = new AtomicLong();
    InputStream endless =
        new InputStream() {
          private final byte[] line = (EVENT + "\n").getBytes(StandardCharsets.UTF_8);
          private long at;

          @Override
          public int read() {
            throw new UnsupportedOperationException();
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            int some = (int) Math.min(Math.min(length, 4_096), (long) lines * line.length - at);
            for (int i = 0; i < some; i++) {
              bytes[offset + i] = line[(int) (at++ % line.length)];
            }
            given.set(at / line.length);
            return some == 0 ? -1 : some;
          }
        };
    RecordedEvents recorded = new RecordedEvents(List.of("-"), endless);

    ShadowFindings findings =
        new ShadowRun(pipes.setup(1))
            .run(recorded, threads, done -> most.accumulateAndGet(given.get() - done, Math::max));

    assertThat(findings.events()).isEqualTo(lines);
    long buffered = (1 << 16) / EVENT.length() * 2L;
    assertThat(most.get()).isLessThan((2L * threads + 3) * EventStream.LINES + buffered);
  }

  @Test
  void keepsABoundedNumberOfGroups() throws IOException {
    pipes.is("", "{for (.keys) . : 1} + {\"b\": 2}").was("", "{\"b\": 1}");
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line < ShadowFindings.MOST_GROUPS + 300; line++) {
      lines.append("{\"keys\": [\"").append(letters(line)).append("\"]}\n");
    }

    ShadowFindings findings = pipes.compare(lines.toString(), 2);

    assertThat(findings.groups()).hasSize(ShadowFindings.MOST_GROUPS);
    assertThat(findings.beyond()).isEqualTo(301);
    assertThat(findings.groups().stream().map(group -> group.change().place().path()))
        .contains("$[*].b", "$[*]." + letters(0))
        .doesNotContain("$[*]." + letters(ShadowFindings.MOST_GROUPS));
    assertThat(pipes.compare(lines.toString(), 1).groups()).isEqualTo(findings.groups());
  }

  @Test
  void entersNoFolderTwiceThroughALinkToWhatContainsIt() throws IOException {
    write("inner/a.jsonl", EVENT);
    Files.createSymbolicLink(events.resolve("inner/back"), events);

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(1);
    assertThat(findings.troubles())
        .singleElement()
        .asString()
        .endsWith("inner/back: is a link to a folder that contains it");
  }

  @Test
  void readsTheLinesBehindAFirstOneThatIsNotText() throws IOException {
    byte[] broken = "{\"a\": \"\u00ff\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(broken);
    bytes.write((EVENT + "\n" + EVENT).getBytes(StandardCharsets.UTF_8));
    Files.write(events.resolve("a.jsonl"), bytes.toByteArray());

    ShadowFindings findings = compare(events.toString());

    assertThat(findings.events()).isEqualTo(2);
    assertThat(findings.troubles()).singleElement().asString().contains("a.jsonl:1: ");
  }

  @Test
  void readsNothingForAnEmptyName() {
    assertThatThrownBy(() -> compare(""))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("--events: is empty");
  }

  private static String letters(int number) {
    return "k"
        + (char) ('a' + number / 676)
        + (char) ('a' + number / 26 % 26)
        + (char) ('a' + number % 26);
  }

  private ShadowFindings compare(String input) {
    return new ShadowRun(pipes.setup(1))
        .run(new RecordedEvents(List.of(input), InputStream.nullInputStream()), 2, done -> {});
  }

  private List<String> pieces(String input) {
    RecordedEvents recorded = new RecordedEvents(List.of(input), InputStream.nullInputStream());
    List<String> pieces = new ArrayList<>();
    for (EventPiece piece = recorded.next(); piece != null; piece = recorded.next()) {
      String described =
          switch (piece) {
            case EventPiece.Lines lines ->
                name(lines.file())
                    + lines.numbers().stream().map(n -> " " + n).reduce("", String::concat);
            case EventPiece.WholeText text -> name(text.file()) + " whole";
            case EventPiece.CaseFolder one -> name(one.directory().toString()) + " case";
            case EventPiece.Trouble trouble -> name(trouble.place()) + " trouble";
            case EventPiece.Unreadable rest -> name(rest.file()) + " unreadable";
          };
      pieces.add(described);
    }
    return pieces;
  }

  private static String name(String file) {
    Path path = Path.of(file);
    return path.subpath(path.getNameCount() - 2, path.getNameCount()).toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = events.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void gzip(String name, String text) throws IOException {
    Path file = events.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, zipped(text));
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
