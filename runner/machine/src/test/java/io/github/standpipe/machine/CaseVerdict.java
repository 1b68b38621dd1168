package io.github.standpipe.machine;

/**
 * How a case came out.
 *
 * @param outcome whether status, output, error and cause agree, or what else the kind records
 * @param history whether the events agree too
 * @param why the first difference
 */
record CaseVerdict(String name, boolean outcome, boolean history, String why) {}
