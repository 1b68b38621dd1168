package io.github.standpipe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** The packages depend in one direction, and each library stays where it serves. */
@AnalyzeClasses(
    packages = "io.github.standpipe",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String ROOT = "io.github.standpipe.";
  private static final Set<String> WRITES =
      Set.of(
          "write",
          "writeString",
          "newBufferedWriter",
          "newOutputStream",
          "newByteChannel",
          "copy",
          "move",
          "createFile",
          "createTempFile",
          "createDirectory",
          "createDirectories");

  @ArchTest
  static final ArchRule dependInOneDirection =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy(ROOT + "cli..")
          .layer("deployed")
          .definedBy(ROOT + "deployed..")
          .layer("local")
          .definedBy(ROOT + "local..")
          .layer("report")
          .definedBy(ROOT + "report..")
          .layer("watch")
          .definedBy(ROOT + "watch..")
          .layer("scaffold")
          .definedBy(ROOT + "scaffold..")
          .layer("coverage")
          .definedBy(ROOT + "coverage..")
          .layer("capture")
          .definedBy(ROOT + "capture..")
          .layer("fixture")
          .definedBy(ROOT + "fixture..")
          .layer("testing")
          .definedBy(ROOT + "testing..")
          .layer("check")
          .definedBy(ROOT + "check..")
          .layer("template")
          .definedBy(ROOT + "template..")
          .layer("bus")
          .definedBy(ROOT + "bus..")
          .layer("pipe")
          .definedBy(ROOT + "pipe..")
          .layer("lookup")
          .definedBy(ROOT + "lookup..")
          .layer("expect")
          .definedBy(ROOT + "expect..")
          .layer("orders")
          .definedBy(ROOT + "orders..")
          .layer("typed")
          .definedBy(ROOT + "typed..")
          .layer("enrich")
          .definedBy(ROOT + "enrich..")
          .layer("jslt")
          .definedBy(ROOT + "jslt..")
          .layer("sqs")
          .definedBy(ROOT + "sqs..")
          .layer("signed")
          .definedBy(ROOT + "signed..")
          .layer("files")
          .definedBy(ROOT + "files..")
          .whereLayer("files")
          .mayOnlyBeAccessedByLayers("cli", "fixture", "local", "report", "scaffold")
          .whereLayer("signed")
          .mayOnlyBeAccessedByLayers("sqs", "lookup")
          .whereLayer("sqs")
          .mayOnlyBeAccessedByLayers("enrich")
          .whereLayer("jslt")
          .mayOnlyBeAccessedByLayers("enrich", "coverage") // which adds functions to transforms
          .whereLayer("enrich")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "capture",
              "coverage",
              "deployed",
              "local",
              "report",
              "watch",
              "fixture",
              "check",
              "template",
              "bus",
              "scaffold",
              "pipe",
              "lookup",
              "orders",
              "typed",
              "testing",
              "expect")
          .whereLayer("testing")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("watch")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("expect")
          .mayOnlyBeAccessedByLayers("cli", "report", "fixture", "testing")
          .whereLayer("orders")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("deployed")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("local")
          .mayOnlyBeAccessedByLayers("cli", "deployed")
          .whereLayer("coverage")
          .mayOnlyBeAccessedByLayers("cli", "report")
          .whereLayer("capture")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("fixture")
          .mayOnlyBeAccessedByLayers("cli", "capture", "coverage", "report", "testing", "watch")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("scaffold")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("template")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "coverage",
              "deployed",
              "local",
              "report",
              "watch",
              "fixture",
              "check",
              "bus",
              "testing",
              "scaffold")
          .whereLayer("bus")
          .mayOnlyBeAccessedByLayers("cli", "coverage", "local", "report", "fixture", "check")
          .whereLayer("pipe")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "capture",
              "coverage",
              "deployed",
              "local",
              "report",
              "watch",
              "fixture",
              "check",
              "bus",
              "testing",
              "template")
          .whereLayer("lookup") // a fixture lets a service be out of order, as the look-up tells it
          .mayOnlyBeAccessedByLayers("fixture")
          .whereLayer("typed")
          .mayNotBeAccessedByAnyLayer();

  /** A scheme's class is found by its name, so that what is not asked for is not loaded. */
  @ArchTest
  static final ArchRule lookUpsKnowTheEnrichmentAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "lookup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "pipe..",
              ROOT + "template..",
              ROOT + "fixture..",
              ROOT + "local..",
              ROOT + "deployed..",
              ROOT + "cli..");

  /** An enricher of one's own needs the enrichment, Jackson and no more. */
  @ArchTest
  static final ArchRule ordersKnowTheEnrichmentAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "orders..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "lookup..",
              ROOT + "sqs..",
              ROOT + "signed..",
              ROOT + "pipe..",
              ROOT + "template..",
              ROOT + "fixture..",
              ROOT + "local..",
              ROOT + "deployed..",
              ROOT + "cli..");

  /** The events library is optional, and in no zip. */
  @ArchTest
  static final ArchRule keepAwssEventsWhereTheyAreConverted =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + "typed.SqsMessages")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.amazonaws.services.lambda.runtime.events..", "org.joda..");

  @ArchTest
  static final ArchRule keepTheEnrichmentSmall =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "enrich..", ROOT + "jslt..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..", "org.yaml..", "org.junit..", "picocli..", "org.elasticmq..");

  /** Files of the user's; the two others write into temporary folders of their own. */
  @ArchTest
  static final ArchRule writeFilesInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "files..")
          .and()
          .haveNameNotMatching(".*\\.(MeasuredFolder|CodeArchive)([$].*)?")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a file is written",
                  call ->
                      call.getTargetOwner().isEquivalentTo(Files.class)
                          && WRITES.contains(call.getName())));

  /** What JUnit 5.9 has, so that a project may bring that or any later one. */
  @ArchTest
  static final ArchRule askLittleOfAProjectsJUnit =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.junit..", "org.opentest4j..")
                  .and(
                      not(
                          simpleNameIn(
                              "DynamicNode",
                              "DynamicContainer",
                              "DynamicTest",
                              "Executable",
                              "Assumptions",
                              "AssertionFailedError"))));

  private static DescribedPredicate<JavaClass> simpleNameIn(String... names) {
    return DescribedPredicate.describe(
        "simple name in " + List.of(names), type -> List.of(names).contains(type.getSimpleName()));
  }

  /** The calls of one's own need the platform and a reader of JSON, and know nobody above. */
  @ArchTest
  static final ArchRule keepTheSignedCallsSmall =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "signed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "enrich..", ROOT + "lookup..", ROOT + "sqs..", "software.amazon..");

  /** So that the plain zip can do without the SDK. */
  @ArchTest
  static final ArchRule keepTheSdkBehindS3 =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "lookup..")
          .and()
          .haveNameNotMatching(".*\\.(Aws|AwsFaults|CannedHttp|GetObject|S3|SdkChain)([$].*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..");

  @ArchTest
  static final ArchRule keepTheCommandLinesLibraryThere =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule keepTheQueueAndItsClientsLocal =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "deployed..", ROOT + "local..", ROOT + "lookup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", "org.elasticmq..", "org.apache.pekko..");
}
