import type { Judging } from "./attacks-property.ts";
import type { AttackJudge } from "./judge.ts";
import { revealed } from "./revealed.ts";

/** ALL-03: an answer to an attack shows nothing of the inside of the server, and no secret. */
const judgeSilence: AttackJudge = async ({ attack, request, send, secrets }) => {
  const { reply } = await send();
  const what = reply.kind === "response" ? revealed(reply, request, secrets) : undefined;
  if (what === undefined) return [];
  const expected = `an answer that reveals nothing of the server (${attack.name})`;
  return [{ expected, actual: `the answer shows ${what}` }];
};

export const SILENCE: Judging = {
  judge: judgeSilence,
  sends: [],
  demands: [
    {
      text: "no answer shows a stack, a path of the server, a ticket or a password that the request did not hold",
    },
  ],
};
