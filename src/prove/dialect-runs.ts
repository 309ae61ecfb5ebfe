/**
 * Generated cases for each property on a legal server, at most, with each seed: five seeds together
 * make more of them than a run does.
 */
export const DIALECT_RUNS = 25;
