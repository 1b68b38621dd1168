package io.github.standpipe.watch;

import io.github.standpipe.fixture.Project;
import io.github.standpipe.fixture.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One run of the cases that a change affects.
 *
 * @param project that they are of
 * @param changed the files that changed; none for the first round
 * @param ran what came of the cases that ran, in their order
 * @param mended those of them that failed before, and pass
 * @param removed the names of cases that are no more
 * @param took from the moment at which the change was known
 * @param all what is known of all cases, those that did not run again among them
 */
public record Round(
    Project project,
    Set<Path> changed,
    List<Verification> ran,
    List<Verification> mended,
    List<String> removed,
    Duration took,
    List<Verification> all) {}
