package io.github.standpipe.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangesTest {
  @TempDir Path folder;

  private record Wish(String file, String text, boolean creates) {}

  /** Whatever fails, and wherever: a byte that does not fit, a rename, a file in the way. */
  @Test
  void changesAllOrNothing() throws IOException {
    Random random = new Random(11);
    int done = 0;
    for (int round = 0; round < 400; round++) {
      Path root = Files.createDirectory(folder.resolve("round-" + round));
      Map<String, String> before = filled(root, random);
      List<Wish> wishes = wishes(random, before);
      long renames = random.nextInt(3) == 0 ? random.nextInt(8) : Long.MAX_VALUE;
      Path disk = FullDisk.with(root, random.nextInt(4000), renames);
      FileChanges changes = FileChanges.readBy(Readers.DEFAULT);
      for (Wish wish : wishes) {
        Path file = disk.resolve(wish.file);
        changes.folderOf(file);
        if (wish.creates) {
          changes.create(file, wish.text);
        } else {
          changes.replace(file, wish.text);
        }
      }
      Map<String, String> expected = new TreeMap<>(before);
      try {
        changes.write();
        done++;
        wishes.forEach(wish -> add(wish, expected));
      } catch (WriteFailure e) {
        assertThat(e.place()).startsWith(root.toString());
        if (renames < Long.MAX_VALUE && e.reason().contains("remove what is left")) {
          continue; // a disk that renames nothing any more cannot give back what was there
        }
      }
      assertThat(Tree.of(root)).as("round " + round).isEqualTo(expected);
    }
    assertThat(done).isBetween(100, 300);
  }

  private static Map<String, String> filled(Path root, Random random) throws IOException {
    for (int i = 0; i < 6; i++) {
      if (random.nextBoolean()) {
        Path file = root.resolve(name(i));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text(random));
      }
    }
    return Tree.of(root);
  }

  private static String name(int i) {
    return List.of("a.json", "b.json", "x/c.json", "x/d.json", "x/y/e.json", "z/f.json").get(i);
  }

  private static List<Wish> wishes(Random random, Map<String, String> before) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (random.nextBoolean()) {
        boolean inTheWay = before.containsKey(name(i)) && random.nextInt(12) == 0;
        boolean creates = inTheWay || !before.containsKey(name(i)) && random.nextBoolean();
        wishes.add(new Wish(name(i), text(random), creates));
      }
    }
    return wishes;
  }

  private static String text(Random random) {
    return "text ".repeat(random.nextInt(120)) + random.nextInt();
  }

  private static void add(Wish wish, Map<String, String> tree) {
    tree.put(wish.file, wish.text);
    for (Path at = Path.of(wish.file).getParent(); at != null; at = at.getParent()) {
      tree.put(at.toString(), "a folder");
    }
  }

  @Test
  void letsTheOwnerAloneReadAPrivateFile() throws IOException {
    assumePosix();
    Path file = folder.resolve("private.json");
    Path open = folder.resolve("open.json");
    FileChanges.readBy(Readers.OWNER).create(file, "[]").write();
    FileChanges.readBy(Readers.DEFAULT).create(open, "[]").write();

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(open)).isEqualTo(permissions(Files.createFile(folder.resolve("new"))));
  }

  @Test
  void keepsThePermissionsAndTheLinkOfWhatItReplaces() throws IOException {
    assumePosix();
    Path file = Files.writeString(folder.resolve("there.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file.getFileName());
    Path dangling = Files.createSymbolicLink(folder.resolve("next.json"), Path.of("none.json"));

    FileChanges.readBy(Readers.OWNER).replace(link, "new").replace(dangling, "made").write();

    assertThat(permissions(file)).isEqualTo("rwxr-x--x");
    assertThat(Tree.of(folder))
        .containsOnly(
            Map.entry("", "a folder"),
            Map.entry("link.json", "a link to there.json"),
            Map.entry("next.json", "a link to none.json"),
            Map.entry("none.json", "made"),
            Map.entry("there.json", "new"));
  }

  @Test
  void writesStraightIntoWhatIsNotAFile() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "this system has no device that is always full");

    assertThatThrownBy(() -> FileChanges.readBy(Readers.DEFAULT).replace(full, "text").write())
        .isInstanceOfSatisfying(
            WriteFailure.class,
            e -> {
              assertThat(e.place()).isEqualTo("/dev/full");
              assertThat(e.reason()).isEqualTo("No space left on device");
            });
    assertThat(full).exists();
    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void clearsAwayWhatAKilledProcessLeft() throws Exception {
    Process ended = new ProcessBuilder("java", "-version").start();
    assertThat(ended.waitFor(10, TimeUnit.MINUTES)).isTrue();
    Path left = part(".standpipe-" + ended.pid() + "-1700000000000-3.part");
    Path later = part(".standpipe-" + ProcessHandle.current().pid() + "-1700000000000-3.part");
    Path running = PartFile.beside(folder.resolve("a.json"));
    Files.writeString(running, "unfinished");
    Path ofUsers = part(".standpipe-notes.part");

    FileChanges.readBy(Readers.DEFAULT).folder(folder).write();

    assertThat(left).doesNotExist();
    assertThat(later).doesNotExist();
    assertThat(running).exists();
    assertThat(ofUsers).exists();
  }

  private Path part(String name) throws IOException {
    return Files.write(folder.resolve(name), "unfinished".getBytes(StandardCharsets.UTF_8));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private void assumePosix() {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system knows no permissions");
  }
}
