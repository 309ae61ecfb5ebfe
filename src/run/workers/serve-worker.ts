import type { Secret } from "../../config/targets/secrets-of.ts";
import { systemRefusal } from "../../model/system-refusal.ts";
import type { Campaign } from "../campaign/campaign.ts";
import type { EngineEvents } from "../campaign/engine.ts";
import { judgeInProcess } from "../campaign/judge-in-process.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { otherWorkers } from "./others.ts";

/** The line to the process that started this one. */
interface Line {
  onMessage(heard: (message: ToWorker) => void): void;
  /** Resolves when it is on its way. */
  send(message: FromWorker): Promise<void>;
}

/**
 * Judges the part of a run that it is told, and tells what comes of it. Resolves when all of that is on its way.
 *
 * @param stopped aborted by a signal: as by `stop`
 * @param load the vocabulary of a campaign
 */
export async function serveWorker(
  line: Line,
  stopped: AbortSignal,
  load: (campaign: Campaign) => Promise<Vocabulary>,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([stopped, stop.signal]);
  const tell = (message: FromWorker): void => void line.send(message);
  const others = otherWorkers(tell, signal);
  const campaign = await new Promise<Campaign>((resolve) => {
    line.onMessage((message) => {
      if (message.kind === "judge") resolve(message.campaign);
      else if (message.kind === "stop") stop.abort();
      else others.hear(message);
    });
  });
  const last = await judged().catch(failed);
  await line.send(last);

  async function judged(): Promise<FromWorker> {
    const onSecret = (secret: Secret): void => tell({ kind: "secret", secret });
    const vocabulary = { ...(await load(campaign)), checks: new Map() };
    const engine = judgeInProcess(vocabulary, { others, onSecret });
    const events: EngineEvents = {
      onVerdict: (verdict) => tell({ kind: "verdict", verdict }),
      onStats: (stats) => tell({ kind: "stats", stats }),
    };
    const { complete } = await engine(campaign, events, { signal });
    return { kind: "ended", complete };
  }
}

function failed(error: unknown): FromWorker {
  const refusal = systemRefusal(error);
  if (refusal !== undefined) return { kind: "failed", message: refusal, refused: true };
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: "failed", message, refused: false };
}
