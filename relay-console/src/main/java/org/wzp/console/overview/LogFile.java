package org.wzp.console.overview;

import java.nio.file.Path;

/**
 * Where the log lines of this process are.
 *
 * @param missing lines that are not in it, because they came faster than the disk took them
 */
public record LogFile(Path path, long missing) {}
