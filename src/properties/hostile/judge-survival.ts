import { setTimeout as sleep } from "node:timers/promises";
import { isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { Reply } from "../../model/call.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { answerOrNone } from "../relation/answer-or-none.ts";
import type { MessageOutcome } from "../relation/send-message.ts";
import type { Attack } from "./attack.ts";
import { BEAT_EVERY, type Judging } from "./attacks-property.ts";
import type { Canary } from "./canary.ts";
import type { AttackJudge } from "./judge.ts";

/** The longest query that every server lets in, in characters: IIS refuses 2,048. */
const LONGEST_QUERY = 2000;
/** Enough for a request on this machine, in milliseconds. */
const GRACE_MS = 25;

/** What one try of an attack showed. */
interface Survival {
  readonly mismatches: readonly Mismatch[];
  readonly isSlow: boolean;
}

/**
 * ALL-04: the attack is refused or answered in time, never with success where none can be, leads the
 * server nowhere, and ordinary calls are served afterwards as before. What is slow once may be chance:
 * it has to be so twice in a row.
 */
const judgeSurvival: AttackJudge = async (about) => {
  const first = await tryAttack(about);
  return first.isSlow ? (await tryAttack(about)).mismatches : first.mismatches;
};

export const SURVIVAL: Judging = {
  judge: judgeSurvival,
  sends: [
    `the ordinary call without an attack: after one attack in ${BEAT_EVERY}, after one that got no answer, and at the end`,
    "an attack that was slow once more",
  ],
  demands: [
    {
      text: "an attack is answered in time, or refused; only broken or huge HTTP may be met by closing the connection",
    },
    { text: "an attack that no server may accept is not answered with success" },
    {
      text: "the server neither reads, writes nor fetches what an attack leads it to (files and a URL of this machine, where the server runs on it)",
    },
    { text: "the ordinary call is accepted as before, and not twenty times slower" },
  ],
};

async function tryAttack({
  attack,
  request,
  send,
  pulse,
  isDue,
  canary,
}: Parameters<AttackJudge>[0]): Promise<Survival> {
  const replies: Reply[] = [];
  const sendOnce = async (): Promise<MessageOutcome> => {
    const outcome = await send();
    replies.push(outcome.reply);
    return outcome;
  };
  const answer = await (mayClose(attack, request) ? onlyOnce(sendOnce) : answerOrNone(sendOnce));
  const wrong = (expected: string, actual: string, isSlow = false): Survival => ({
    mismatches: [{ expected: `${expected} (${attack.name})`, actual }],
    isSlow,
  });
  const slowest = Math.max(...replies.map(({ durationMs }) => durationMs));
  if (await pulse.isSlow(slowest)) {
    return wrong("an answer in time", `${Math.round(slowest)} ms passed`, true);
  }
  const isGone = answer === undefined || "none" in answer;
  const after = isDue || isGone ? await pulse.beat() : undefined;
  const touched = attack.leads && canary ? await touchedSoon(canary) : undefined;
  if (touched) return wrong("a server that is led nowhere", touched);
  if (after) return wrong("a server that goes on serving", after.what, after.isSlow);
  if (answer === undefined) return UNHARMED;
  if ("none" in answer) return wrong("an answer, as ordinary calls get", answer.none);
  const mayAccept = !attack.neverAccepted || (attack.isTicket && pulse.ignoresTicket);
  return !mayAccept && isAccepted(answer) ? wrong("a refusal", describeAnswer(answer)) : UNHARMED;
}

const UNHARMED: Survival = { mismatches: [], isSlow: false };

/** A server may fetch behind its answer. */
async function touchedSoon({ touched }: Canary): Promise<string | undefined> {
  await sleep(GRACE_MS);
  return touched();
}

async function onlyOnce(send: () => Promise<MessageOutcome>): Promise<MessageOutcome["answer"]> {
  return (await send()).answer;
}

/** Where closing the connection is as good as a refusal. */
function mayClose({ mayClose: closes }: Attack, { body, url }: WireRequest): boolean {
  return closes === true || (body === null && url.length > LONGEST_QUERY);
}
