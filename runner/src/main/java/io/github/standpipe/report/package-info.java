/** What came of fixtures, as other programs and people read it: JUnit XML, annotations, HTML. */
@NullMarked
package io.github.standpipe.report;

import org.jspecify.annotations.NullMarked;
