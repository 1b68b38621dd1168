package io.github.standpipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code that is deployed, as {@code mvn verify} has just made it. */
class ZipsTest {
  private static final Path TARGET = Path.of("enrichers/target");
  private static final Path TRANSFORMS = Path.of("transforms");
  private static final String DYNAMO = "dynamodb:users#key=id&tries=1";
  private static final String S3 = "s3:users#tries=1";

  @TempDir Path folder;

  private static Path zip(String name) {
    Path zip = TARGET.resolve(name);
    assumeTrue(Files.exists(zip), zip + " is not there; mvn verify makes it before this test");
    return zip;
  }

  @ParameterizedTest
  @CsvSource({"standpipe-enrichers.zip, 3.0", "standpipe-enrichers-aws.zip, 11.0"})
  void isNoLargerThanPromised(String name, double megabytes) throws IOException {
    assertThat(Files.size(zip(name)) / 1_000_000.0).isLessThanOrEqualTo(megabytes);
  }

  @Test
  void makesALayerOfTheFolderOfTheTransforms() throws IOException {
    Map<String, String> expected = files(TRANSFORMS);
    expected.keySet().removeIf(path -> ("/" + path).contains("/."));
    try (FileSystem layer = FileSystems.newFileSystem(layer())) {
      assertThat(files(layer.getPath("/"))).isEqualTo(expected);
    }
  }

  @Test
  void makesALayerThatIsTheSameWhereverItIsBuilt() throws IOException {
    try (ZipFile zip = new ZipFile(layer().toFile())) {
      assertThat(zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .isSorted();
      assertThat(zip.stream().map(ZipEntry::getTimeLocal))
          .allMatch(LocalDateTime.of(2026, 1, 1, 0, 0)::equals);
    }
  }

  @Test
  void makesALayerThatAnyUserReads() throws IOException {
    try (FileSystem layer = FileSystems.newFileSystem(layer());
        Stream<Path> all = Files.walk(layer.getPath("/"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(Files.getAttribute(file, "zip:permissions"))
            .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }

  private static Path layer() throws IOException {
    Path zip = zip("standpipe-transforms.zip");
    FileTime made = Files.getLastModifiedTime(zip);
    try (Stream<Path> all = Files.walk(TRANSFORMS)) {
      for (Path each : all.toList()) {
        assumeTrue(
            Files.getLastModifiedTime(each).compareTo(made) <= 0,
            zip + " is older than " + each + "; mvn verify makes it before this test");
      }
    }
    return zip;
  }

  /** The text of each file below a folder, by its path. */
  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return files;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "standpipe-enrichers.zip|http://127.0.0.1:1/{key}#tries=1|asked",
        "standpipe-enrichers.zip|" + DYNAMO + "|asked",
        "standpipe-enrichers.zip|"
            + S3
            + "|environment variable LOOKUP_USERS: names s3:, but this function's code does not"
            + " contain its client; deploy standpipe-enrichers-aws.zip as its code",
        "standpipe-enrichers-aws.zip|" + DYNAMO + "|asked",
        "standpipe-enrichers-aws.zip|" + S3 + "|asked"
      })
  void carriesTheClientsItSays(String name, String uri, String said) throws Exception {
    String asked =
        "look-up users did not answer for 1 key: the connection was refused, 1 time; 1"
            + " key left";
    assertThat(answer(zip(name), uri)).isEqualTo(said.equals("asked") ? asked : said);
  }

  @Test
  void tellsThatThereAreNoCredentialsWhereTheSdkIsNotThere() throws Exception {
    String said =
        answer(zip("standpipe-enrichers.zip"), DYNAMO, Map.of("AWS_PROFILE", "of-a-desk"));
    assertThat(said)
        .isEqualTo(
            "look-up users did not answer for 1 key: table users: no credentials are configured;"
                + " set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
  }

  @Test
  void tellsThatThereIsNoRegionWhereTheSdkIsNotThere() throws Exception {
    String said = answer(zip("standpipe-enrichers.zip"), DYNAMO, Map.of("AWS_ENDPOINT_URL", ""));
    assertThat(said)
        .isEqualTo(
            "environment variable AWS_REGION: is not set; set it to a region such as"
                + " eu-central-1");
  }

  private String answer(Path zip, String uri) throws Exception {
    return answer(zip, uri, Map.of());
  }

  /** What a function of this code, and nothing but it, answers with no service there. */
  private String answer(Path zip, String uri, Map<String, String> more) throws Exception {
    Files.writeString(folder.resolve("x.jslt"), "{\"u\": lookup(\"users\", .u)}");
    Map<String, String> variables = new HashMap<>();
    variables.put("TRANSFORM", "x.jslt");
    variables.put("LOOKUP_USERS", uri);
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    variables.putAll(more);
    try (URLClassLoader code =
        new URLClassLoader(jars(zip), ClassLoader.getPlatformClassLoader())) {
      return call(code, variables);
    }
  }

  private String call(ClassLoader code, Map<String, String> variables) throws Exception {
    Class<?> environment = code.loadClass("io.github.standpipe.enrich.Environment");
    Class<?> handler = code.loadClass("io.github.standpipe.enrich.EnrichmentHandler");
    Class<?> context = code.loadClass("com.amazonaws.services.lambda.runtime.Context");
    Supplier<UUID> ids = UUID::randomUUID;
    Object given =
        environment
            .getConstructor(Map.class, Path.class, Map.class, InstantSource.class, Supplier.class)
            .newInstance(variables, folder, Map.of(), InstantSource.system(), ids);
    try {
      Object made = handler.getConstructor(environment).newInstance(given);
      InputStream request = new ByteArrayInputStream("[{\"u\": 1}]".getBytes(UTF_8));
      OutputStream answer = new ByteArrayOutputStream();
      handler
          .getMethod("handleRequest", InputStream.class, OutputStream.class, context)
          .invoke(made, request, answer, context(context));
      return answer.toString();
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause().getMessage());
    }
  }

  private static Object context(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> 30_000);
  }

  private URL[] jars(Path zip) throws IOException {
    List<URL> jars = new ArrayList<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          Path jar = folder.resolve(Path.of(entry.getName()).getFileName());
          try (InputStream content = file.getInputStream(entry)) {
            Files.copy(content, jar);
          }
          jars.add(jar.toUri().toURL());
        }
      }
    }
    return jars.toArray(URL[]::new);
  }
}
