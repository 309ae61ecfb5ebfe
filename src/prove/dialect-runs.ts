/**
 * Generated cases for each property on a legal server, at most, with each seed: five seeds together
 * make as many of them as a run does.
 */
export const DIALECT_RUNS = 20;
