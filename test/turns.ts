import { dayOf, SEED, WHOLE } from "./drawn.ts";

/** In so many days each file has its turn. */
export const TURN_DAYS = 13;

/**
 * Files that start whole servers, runs and proofs again and again, and take more time than all others
 * together: they take turns, as the cases of a sample do. A change that one of them would see is seen within
 * days, and before a release: `npm run test:all` leaves none out. Those that have something in common stand
 * beside each other: they are dealt out in this order, so that a day has a few of each sort.
 */
export const TAKING_TURNS: readonly string[] = [
  // Faults and dialects of the reference server.
  "test/faults/blame.test.ts",
  "test/faults/claimed-faults.test.ts",
  "test/properties/blame.test.ts",
  "test/properties/hostile/attacks.test.ts",
  "test/properties/relation/equivalence.test.ts",
  "test/services/crowds.test.ts",
  "test/services/inforouter/properties/expiry-slides.test.ts",
  "test/services/inforouter/properties/leak/staged-files.test.ts",
  "test/services/inforouter/properties/races.test.ts",
  "test/services/inforouter/unwritable-folder.test.ts",
  "test/services/models/blame.test.ts",
  "test/services/models/dialects.test.ts",
  "test/services/models/faults.test.ts",
  "test/services/models/null-servers.test.ts",
  // Runs of every rule, in this process.
  "test/audit/audit.test.ts",
  "test/audit/own-services.test.ts",
  "test/audit/own-vocabulary.test.ts",
  "test/audit/prefixes.test.ts",
  "test/audit/two-services.test.ts",
  "test/run/cases-ahead.test.ts",
  "test/run/expiring-tickets.test.ts",
  "test/run/printed-commands.test.ts",
  "test/run/told-as-tried.test.ts",
  "test/run/used-up.test.ts",
  "test/run/wrong-envelope.test.ts",
  // Proofs.
  "test/prove/broken-worker.test.ts",
  "test/prove/prove-command.test.ts",
  "test/prove/public-command.test.ts",
  // Servers, files and surroundings that are hostile.
  "test/hostile/disk.test.ts",
  "test/hostile/outcomes.test.ts",
  "test/hostile/process-memory.test.ts",
  "test/hostile/proxy.test.ts",
  "test/hostile/time.test.ts",
  "test/hostile/watch.test.ts",
  "test/rude/good-guest.test.ts",
  "test/rude/killed-target.test.ts",
  "test/rude/rude-servers.test.ts",
  // Examples, packages, and the programs of others.
  "test/built-in/own-properties.test.ts",
  "test/cli/allure.test.ts",
  "test/cli/tarball.test.ts",
  "test/examples/four-operations.test.ts",
  "test/examples/own-service.test.ts",
  "test/examples/python-server.test.ts",
  "test/examples/small-additions.test.ts",
  "test/export/exported-tests.test.ts",
  "test/structure/packed-links.test.ts",
  // Pipelines.
  "test/ci/dockerfile.test.ts",
  "test/ci/github-action.test.ts",
  "test/ci/gitlab-template.test.ts",
  "test/ci/kubernetes-job.test.ts",
  "test/ci/slurm-array.test.ts",
  "test/cli/shard.test.ts",
  "test/cli/workers.test.ts",
  // Commands that are started anew, signalled, or killed.
  "test/audit/fifth-binding.test.ts",
  "test/cli/clean.test.ts",
  "test/cli/completion.test.ts",
  "test/cli/interrupt.test.ts",
  "test/cli/launch.test.ts",
  "test/config/with-lock.test.ts",
  "test/history/twenty-runs.test.ts",
  "test/run/launch.test.ts",
  "test/watch/watch-command.test.ts",
  // Commands that run many rules.
  "test/cli/deviations.test.ts",
  "test/cli/effort.test.ts",
  "test/cli/first-path.test.ts",
  "test/cli/fuzz.test.ts",
  "test/cli/hollow.test.ts",
  "test/cli/not-offered.test.ts",
  "test/cli/one-folder.test.ts",
  "test/cli/one-session.test.ts",
  "test/cli/read-only.test.ts",
  "test/cli/replay.test.ts",
  "test/cli/run-whole.test.ts",
  "test/cli/secrets.test.ts",
  "test/cli/verdicts.test.ts",
  "test/cli/wrong-settings.test.ts",
  "test/import/har.test.ts",
  "test/proxy/proxy-command.test.ts",
];

/**
 * Files that rest today: the same in each process. One that is asked for by its name never rests.
 *
 * @param asked the arguments of the test runner: its commands, options and files
 */
export function restingToday(asked: readonly string[], seed = SEED): readonly string[] {
  if (seed === WHOLE) return [];
  const turn = dayOf(seed) % TURN_DAYS;
  // `run` and `tool` are no files.
  const named = asked.filter((one) => /[/.]/.test(one)).map((one) => one.split(":")[0] ?? one);
  const isAsked = (file: string): boolean => named.some((one) => file.includes(one));
  return TAKING_TURNS.filter((file, place) => place % TURN_DAYS !== turn && !isAsked(file));
}
