package io.github.standpipe.internal.watch;

import io.github.standpipe.internal.fixture.Project;
import io.github.standpipe.internal.fixture.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One run of the cases that a change affects.
 *
 * @param project the project of the cases
 * @param changed the files that changed; empty for the first round
 * @param ran the results of the cases that ran, in order
 * @param mended those of them that failed before and now pass
 * @param removed the names of cases that no longer exist
 * @param took the time since the change was noticed
 * @param all the latest results of all cases, including those that did not run again
 */
public record Round(
    Project project,
    Set<Path> changed,
    List<Verification> ran,
    List<Verification> mended,
    List<String> removed,
    Duration took,
    List<Verification> all) {}
