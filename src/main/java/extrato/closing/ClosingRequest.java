package extrato.closing;

import extrato.studio.Month;

/**
 * What the operator asked for.
 *
 * @param force merge late records into a closed month
 * @param early close a month that is not over
 */
public record ClosingRequest(Month month, boolean force, boolean early, boolean dryRun) {}
