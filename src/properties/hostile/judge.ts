import type { Mismatch } from "../../judge/checks/mismatch.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import type { Secrets } from "../../wire/redact/secrets.ts";
import type { MessageOutcome } from "../relation/send-message.ts";
import type { Attack } from "./attack.ts";
import type { Canary } from "./canary.ts";
import type { Heartbeat } from "./heartbeat.ts";

/** Sends an attack, and says what is wrong with what it came to. */
export type AttackJudge = (about: {
  readonly attack: Attack;
  readonly request: WireRequest;
  /** May be called again: a connection that was closed may be chance. */
  readonly send: () => Promise<MessageOutcome>;
  readonly pulse: Heartbeat;
  /** Whether it is time to see that ordinary calls are served. */
  readonly isDue: boolean;
  readonly canary: Canary | undefined;
  readonly secrets: Secrets;
}) => Promise<readonly Mismatch[]>;
