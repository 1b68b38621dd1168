package io.github.standpipe;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** Each library stays where it serves; ArchitectureTest holds who uses whom. */
@AnalyzeClasses(
    packages = "io.github.standpipe",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
  private static final String ROOT = "io.github.standpipe.";
  private static final String INTERNAL = ROOT + "internal.";
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
          .resideInAnyPackage(ROOT + "enrich..", INTERNAL + "jslt..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon..", "org.yaml..", "org.junit..", "picocli..", "org.elasticmq..");

  /** Files of the user's; the others write into temporary folders of their own. */
  @ArchTest
  static final ArchRule writeFilesInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "files..")
          .and()
          .haveNameNotMatching(".*\\.(MeasuredFolder|CodeArchive|RuntimeFiles|TrialFolder)([$].*)?")
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

  /** Our own AWS calls need only the platform and a JSON reader, and nothing above them. */
  @ArchTest
  static final ArchRule keepTheSignedCallsSmall =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "signed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "enrich..", INTERNAL + "lookup..", INTERNAL + "sqs..", "software.amazon..");

  /** So that the plain zip can do without the SDK. */
  @ArchTest
  static final ArchRule keepTheSdkBehindS3 =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "lookup..")
          .and()
          .haveNameNotMatching(".*\\.(Aws|AwsFaults|CannedHttp|GetObject|S3|SdkChain)([$].*)?")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..");

  @ArchTest
  static final ArchRule keepTheCommandLinesLibraryThere =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule keepTheQueueAndItsClientsLocal =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              INTERNAL + "deployed..", INTERNAL + "local..", INTERNAL + "lookup..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", "org.elasticmq..", "org.apache.pekko..");
}
