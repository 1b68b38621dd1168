package io.github.standpipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What a repository of releases asks for, as far as the sources show it. */
class ReleaseTest {
  private static final List<String> ASKED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/connection",
          "scm/developerConnection",
          "scm/url",
          "issueManagement/url");

  private static Element pom(Path folder) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("pom.xml").toFile())
        .getDocumentElement();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(Element parent, String path) {
    List<Element> found = List.of(parent);
    for (String name : path.split("/", -1)) {
      found = found.stream().flatMap(each -> children(each, name).stream()).toList();
    }
    return found.stream().map(each -> each.getTextContent().strip()).toList();
  }

  private static String text(Element parent, String path) {
    return String.join(", ", texts(parent, path));
  }

  /** The folder of each module that the build without profiles has, below one, and itself. */
  private static List<Path> modules(Path folder) throws Exception {
    List<Path> all = new ArrayList<>(List.of(folder));
    for (String module : texts(pom(folder), "modules/module")) {
      all.addAll(modules(folder.resolve(module)));
    }
    return all;
  }

  /** Those that are deployed. */
  private static List<Path> released() throws Exception {
    List<Path> all = new ArrayList<>();
    for (Path folder : modules(Path.of(""))) {
      if (!text(pom(folder), "properties/maven.deploy.skip").equals("true")) {
        all.add(folder);
      }
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bom"})
  void describesTheProject(String folder) throws Exception {
    Element pom = pom(Path.of(folder));
    for (String asked : ASKED) {
      assertThat(text(pom, asked)).as(folder + " " + asked).isNotBlank();
    }
  }

  @Test
  void repeatsTheDescriptionOfTheProjectInTheBillOfMaterials() throws Exception {
    Element project = pom(Path.of(""));
    Element bom = pom(Path.of("bom"));
    for (String same : ASKED.subList(2, ASKED.size())) {
      assertThat(text(bom, same)).as(same).isEqualTo(text(project, same));
    }
    assertThat(text(bom, "version")).isEqualTo(text(project, "version"));
    String time = "properties/project.build.outputTimestamp";
    assertThat(text(bom, time)).isEqualTo(text(project, time));
  }

  @Test
  void namesAndDescribesEachModule() throws Exception {
    for (Path folder : released()) {
      Element pom = pom(folder);
      assertThat(text(pom, "name")).as(folder.toString()).isNotBlank();
      assertThat(text(pom, "description")).as(folder.toString()).isNotBlank();
    }
  }

  /** A module without its own url would get the parent's with its folder appended. */
  @Test
  void inheritsTheProjectsAddressesAsTheyAre() throws Exception {
    Element pom = pom(Path.of(""));
    assertThat(pom.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
    Element scm = children(pom, "scm").getFirst();
    for (String each : List.of("connection", "developerConnection", "url")) {
      assertThat(scm.getAttribute("child.scm." + each + ".inherit.append.path")).isEqualTo("false");
    }
  }

  @Test
  void listsEachReleasedJarInTheBillOfMaterials() throws Exception {
    TreeSet<String> jars = new TreeSet<>();
    for (Path folder : released()) {
      Element pom = pom(folder);
      if (!text(pom, "packaging").equals("pom")) {
        jars.add(text(pom, "artifactId"));
      }
    }
    Element bom = pom(Path.of("bom"));
    String dependency = "dependencyManagement/dependencies/dependency/";
    assertThat(texts(bom, dependency + "artifactId")).containsExactlyInAnyOrderElementsOf(jars);
    assertThat(texts(bom, dependency + "version")).containsOnly("${project.version}");
    assertThat(texts(bom, dependency + "groupId")).containsOnly("io.github.standpipe");
    assertThat(jars).doesNotContain("standpipe-orders").hasSize(8);
  }

  /** The libraries that a zip carries are those that its list of licences names. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "enrichers/target/standpipe-enrichers.zip",
        "enrichers/target/standpipe-enrichers-aws.zip",
        "enrichers/orders/target/standpipe-orders.zip"
      })
  void listsTheLicencesOfAllThatAZipCarries(String name) throws Exception {
    assumeTrue(Files.exists(Path.of(name)), name + " is made by mvn verify before this test");
    try (ZipFile zip = new ZipFile(name)) {
      List<String> jars =
          zip.stream()
              .map(ZipEntry::getName)
              .filter(entry -> entry.endsWith(".jar"))
              .map(entry -> entry.replaceFirst(".*/", ""))
              .filter(entry -> !entry.startsWith("standpipe-"))
              .toList();
      assertThat(listed(text(zip, "THIRD-PARTY.txt"))).containsExactlyInAnyOrderElementsOf(jars);
      assertThat(text(zip, "LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
      assertThat(text(zip, "NOTICE")).isEqualTo(Files.readString(Path.of("NOTICE")));
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(
        zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  /** The file of each line such as {@code (Apache-2.0) Name (group:artifact:1.0 - address)}. */
  private static List<String> listed(String list) {
    Pattern line = Pattern.compile("^ *\\((.+?)\\) .*\\(([^:()]+):([^:()]+):([^:() ]+) - .*\\)$");
    return list.lines()
        .flatMap(each -> line.matcher(each).results())
        .map(match -> match.group(3) + "-" + match.group(4) + ".jar")
        .toList();
  }

  @Test
  void putsTheLicenceIntoEachJar() throws Exception {
    for (Path folder : ModuleFolders.published()) {
      Path classes = folder.resolve("target/classes");
      assumeTrue(Files.isDirectory(classes), classes + " is made by mvn verify before this test");
      for (String each : List.of("LICENSE", "NOTICE")) {
        assertThat(classes.resolve("META-INF").resolve(each))
            .hasSameTextualContentAs(Path.of(each));
      }
    }
  }

  /** The same sources give the same bytes: no archive holds the time of its making. */
  @Test
  void fixesTheTimeOfAllArchives() throws Exception {
    for (Path folder : List.of(Path.of(""), Path.of("bom"))) {
      assertThat(text(pom(folder), "properties/project.build.outputTimestamp"))
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
    try (Stream<Path> jars = Files.list(Path.of("enrichers/target"))) {
      for (Path zip : jars.filter(file -> file.toString().endsWith(".zip")).toList()) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
          assertThat(file.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        }
      }
    }
  }
}
