import { InvalidArgumentError } from "commander";
import type { Shard } from "../rules/select/shard.ts";

/** What `--shard` was given; the index of a job is known only once the environment is read. */
const SHARD = /^(?<index>\d+|job)\/(?<of>\d+)$/;
/**
 * What tells a job its place, and from where it counts: a pod of a Kubernetes Indexed Job counts from 0, a task
 * of a Slurm job array as `--array` says (sbatch(1), "Job arrays").
 */
const SCHEDULERS = [
  { place: "JOB_COMPLETION_INDEX" },
  { place: "SLURM_ARRAY_TASK_ID", first: "SLURM_ARRAY_TASK_MIN", step: "SLURM_ARRAY_TASK_STEP" },
] as const;
/** More processes than a run has units make no sense. */
const MOST_SHARDS = 1000;

type Environment = Readonly<Record<string, string | undefined>>;

/** A parser of `I/N`, I counting from 1, and of `job/N`, where the scheduler of the job tells I. */
export function shardOption(environment: Environment): (text: string) => Shard {
  return (text) => {
    const { index: which = "", of: all = "" } = SHARD.exec(text)?.groups ?? {};
    if (which === "") throw new InvalidArgumentError("I/N is needed, such as 2/4, or job/N.");
    const of = Number(all);
    if (of < 1 || of > MOST_SHARDS) {
      throw new InvalidArgumentError(`There can be 1 to ${MOST_SHARDS} shards.`);
    }
    if (which === "job") return { index: indexOfJob(environment, of), of };
    const index = Number(which);
    if (index >= 1 && index <= of) return { index, of };
    throw new InvalidArgumentError(`I must be one of 1 to ${of}.`);
  };
}

/** From 1. */
function indexOfJob(environment: Environment, of: number): number {
  const scheduler = SCHEDULERS.find(({ place }) => environment[place] !== undefined);
  if (!scheduler) {
    const names = SCHEDULERS.map(({ place }) => place).join(" or ");
    throw new InvalidArgumentError(`job/N takes I from ${names}: neither is set.`);
  }
  const { place } = scheduler;
  const first = "first" in scheduler ? numberOf(environment, scheduler.first, 0) : 0;
  const step = "step" in scheduler ? Math.max(1, numberOf(environment, scheduler.step, 1)) : 1;
  const index = (numberOf(environment, place, 0) - first) / step + 1;
  if (Number.isInteger(index) && index >= 1 && index <= of) return index;
  const last = first + (of - 1) * step;
  throw new InvalidArgumentError(
    `${place} is ${environment[place]}: of ${of} jobs it must be one of ${first} to ${last}.`,
  );
}

function numberOf(environment: Environment, name: string, otherwise: number): number {
  const text = environment[name];
  if (text === undefined) return otherwise;
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`job/N takes I from ${name}: it is ${JSON.stringify(text)}.`);
}
