import { InvalidArgumentError } from "commander";
import type { Shard } from "../rules/select/shard.ts";

/** What `--shard` was given; the index of a job is known only once the environment is read. */
const SHARD = /^(?<index>\d+|job)\/(?<of>\d+)$/;
/** Set by a Kubernetes Indexed Job, counting from 0. */
const JOB_INDEX = "JOB_COMPLETION_INDEX";
/** More processes than a run has units make no sense. */
const MOST_SHARDS = 1000;

/**
 * A parser of `I/N`, I counting from 1, and of `job/N`: the I of a Kubernetes Indexed Job's pod, which
 * JOB_COMPLETION_INDEX tells, counting from 0.
 */
export function shardOption(
  environment: Readonly<Record<string, string | undefined>>,
): (text: string) => Shard {
  return (text) => {
    const { index: which = "", of: all = "" } = SHARD.exec(text)?.groups ?? {};
    if (which === "") throw new InvalidArgumentError("I/N is needed, such as 2/4, or job/N.");
    const of = Number(all);
    if (of < 1 || of > MOST_SHARDS) {
      throw new InvalidArgumentError(`There can be 1 to ${MOST_SHARDS} shards.`);
    }
    const index = which === "job" ? indexOfJob(environment[JOB_INDEX]) : Number(which);
    if (index >= 1 && index <= of) return { index, of };
    const found = which === "job" ? `${JOB_INDEX} is ${environment[JOB_INDEX]}: ` : "";
    const range = which === "job" ? `0 to ${of - 1}` : `1 to ${of}`;
    throw new InvalidArgumentError(`${found}I must be one of ${range}.`);
  };
}

function indexOfJob(text: string | undefined): number {
  if (text !== undefined && /^\d+$/.test(text)) return Number(text) + 1;
  const found = text === undefined ? "it is not set" : `it is ${JSON.stringify(text)}`;
  throw new InvalidArgumentError(
    `job/N takes I from ${JOB_INDEX}, the index of an Indexed Job's pod: ${found}.`,
  );
}
