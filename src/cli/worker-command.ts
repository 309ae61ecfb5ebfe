import { Command } from "commander";
import { loadVocabulary } from "../built-in/load-vocabulary.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { UsageError } from "../model/errors.ts";
import { type FromWorker, type ToWorker, WORKER_COMMAND } from "../run/workers/messages.ts";
import { serveWorker } from "../run/workers/serve-worker.ts";
import { whenSignalled } from "./interrupt.ts";

/** `assay worker`: what `assay run --workers` starts, and nobody else. It prints nothing, and writes no report. */
export function workerCommand(): Command {
  return new Command(WORKER_COMMAND)
    .description("judge a part of a run; started by assay run --workers")
    .action(serve);
}

async function serve(): Promise<void> {
  const { send } = process;
  if (!send) {
    const message = "a worker is started by a run";
    throw new UsageError("worker-alone", [{ message, hint: "assay run --workers N starts N" }]);
  }
  // Nobody is left to tell. What is to be noted of this turn of the event loop is written first.
  process.on("disconnect", () => setImmediate(() => process.exit(EXIT.interrupted)));
  const stopped = new AbortController();
  whenSignalled(() => stopped.abort());
  const line = {
    onMessage: (heard: (message: ToWorker) => void) => void process.on("message", heard),
    send: (message: FromWorker) =>
      new Promise<void>((resolve) => void send.call(process, message, () => resolve())),
  };
  await serveWorker(line, stopped.signal, ({ specsFolders }) =>
    loadVocabulary(specsFolders, process.cwd()),
  );
  // Whatever is still open has nothing to tell.
  process.exit(EXIT.conforms);
}
