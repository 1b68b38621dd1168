package io.github.standpipe.cli;

import java.nio.file.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreTest {
  @TempDir Path f;

  void show(String... a) {
    long t = System.nanoTime();
    Said s = Said.by(a);
    System.out.println(
        "$ standpipe "
            + String.join(" ", a)
            + "   -> "
            + s.code()
            + " "
            + (System.nanoTime() - t) / 1000000
            + "ms\n"
            + s.out()
            + (s.err().isEmpty() ? "" : "--- err\n" + s.err()));
  }

  @Test
  void explore() throws Exception {
    try (OnCloud on = OnCloud.start()) {
      on.withOrderPipe(
          "shop-OrderPipe-XYZ",
          "RUNNING",
          "\"LogConfiguration\": {\"Level\": \"ERROR\"}, \"Tags\":"
              + " {\"aws:cloudformation:logical-id\": \"OrderPipe\","
              + " \"aws:cloudformation:stack-name\":\"shop\", \"team\": \"x\"},");
      on.cloud()
          .with(
              "other",
              "RUNNING",
              "{\"Source\":\""
                  + OnCloud.QUEUE
                  + "\", \"Target\":\""
                  + OnCloud.MACHINE
                  + "\",\"RoleArn\":\"arn:aws:iam::111122223333:role/r\"}")
          .with("third", "STOPPED", "{}");
      show("status", "shop-OrderPipe-XYZ");
      show("status", "shop-OrderPipe-XYZ", "--json");
      show("status", "nope");
      show("diff", "OrderPipe");
      show("diff", "OrderPipe", "other");
      show("deploy", "OrderPipe", "--name", "shop-OrderPipe-XYZ");
      show("deploy", "OrderPipe", "--name", "shop-OrderPipe-XYZ", "--exact");
      show("deploy", "OrderPipe", "--name", "shop-OrderPipe-XYZ", "--exact", "--yes");
      System.out.println(on.cloud().changes() + " " + on.cloud().lastBody());
      show("deploy", "OrderPipe", "--yes");
      show("deploy", "OrderPipe", "--name", "other", "--yes");
      String[] p = {
        "deploy",
        "OrderPipe",
        "--yes",
        "-p",
        "OrderQueue.Arn=" + OnCloud.QUEUE,
        "-p",
        "OrderEnricher.Arn=" + OnCloud.FUNCTION,
        "-p",
        "OrderMachine.Arn=" + OnCloud.MACHINE,
        "-p",
        "OrderPipeRole.Arn=" + OnCloud.ROLE
      };
      show(p);
      show(p);
      show("stop", "OrderPipe", "--yes");
      show("start", "OrderPipe");
      show("start", "OrderPipe", "--yes");
      show("delete", "OrderPipe", "--yes");
      show("pull", "shop-OrderPipe-XYZ");
      show("pull", "shop-OrderPipe-XYZ", "--save", f.resolve("pulled.yaml").toString());
      show("list", "-t", f.resolve("pulled.yaml").toString());
      show(
          "trace",
          "shop-OrderPipe-XYZ",
          "fixtures/OrderPipe/hydrates-the-customer-and-each-product",
          "-t",
          f.resolve("pulled.yaml").toString());
      Path joined = Path.of("pipes/pulled-by-a-test.yaml");
      try {
        show(
            "pull", "shop-OrderPipe-XYZ", "-t", "pipes/template.yaml", "--save", joined.toString());
        System.out.println(Files.readString(joined));
        show("test", "-t", joined.toString());
      } finally {
        Files.deleteIfExists(joined);
      }
      show(
          "send",
          "shop-OrderPipe-XYZ",
          "fixtures/OrderPipe/drops-a-draft",
          "--bus",
          "shop-orders",
          "--yes");
      show("archive", "replay", "--archive", "orders", "--from", "-2h", "--yes");
      show("archive", "replay", "--archive", "orders", "--from", "2026-01-01", "--yes");
      show("archive");
      System.out.println(on.cloud().events() + " " + on.cloud().replay());
    }
  }
}
