package io.github.standpipe.check;

/** Makes the findings of a few sections of the rules page. */
interface BuiltInCheck {}
