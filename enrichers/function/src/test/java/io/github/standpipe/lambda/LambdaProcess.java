package io.github.standpipe.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function under Lambda's own runtime interface client, in a process of its own, started as
 * Lambda starts one of 512 MB on Java 21: the first compiler and the serial collector.
 */
public final class LambdaProcess implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxHeapSize=445644k",
          "-XX:MaxMetaspaceSize=52429k",
          "-XX:ReservedCodeCacheSize=26214k",
          "-Xshare:auto");
  private static final String NATIVE =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private final Process process;
  private final Path log;

  private LambdaProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a function.
   *
   * @param folder the process's own, for its temporary files and its log
   */
  public static LambdaProcess start(RuntimeApi api, Path folder, String handler, Setting setting)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(FLAGS);
    command.add("-Djava.io.tmpdir=" + folder);
    command.add("-D" + NATIVE + "=" + library(folder));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-cp");
    command.add(joined(setting.classPath()) + File.pathSeparator + joined(client()));
    command.add(AWSLambda.class.getName());
    command.add(handler);
    Path log = folder.resolve("log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile()).environment().clear();
    builder.environment().putAll(ofLambda(api, handler, folder));
    builder.environment().putAll(setting.variables());
    return new LambdaProcess(builder.start(), log);
  }

  /** What a function is deployed with. */
  public record Setting(List<Path> classPath, Map<String, String> variables) {}

  private static Map<String, String> ofLambda(RuntimeApi api, String handler, Path folder) {
    return Map.of(
        "AWS_LAMBDA_RUNTIME_API",
        api.address(),
        "_HANDLER",
        handler,
        "LAMBDA_TASK_ROOT",
        folder.toString(),
        "AWS_LAMBDA_FUNCTION_NAME",
        "OrderEnricher",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "512",
        "AWS_REGION",
        "eu-central-1");
  }

  /** A separate copy: the client writes it to one place, where two processes would collide. */
  private static Path library(Path folder) throws IOException {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    Path library = folder.resolve("libaws-lambda-jni.so").toAbsolutePath();
    try (InputStream in =
        AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
      if (in == null) {
        throw new IOException("the runtime interface client has no library for " + machine);
      }
      Files.copy(in, library);
    }
    return library;
  }

  private static List<Path> client() {
    return Stream.of(
            AWSLambda.class, PojoSerializer.class, Context.class, SdkInternalThreadLocal.class)
        .map(LambdaProcess::home)
        .toList();
  }

  /** The jar or folder that a class came from. */
  public static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its resident memory in bytes; 0 if the system does not report it. */
  public long residentBytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    }
  }

  /** What it wrote. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
