import type { Bytes } from "../../model/made-bytes.ts";
import type { JsonValue } from "../../model/value.ts";
import type { Answer } from "../answer/answer.ts";

/** What names stand for while a case runs: plain values, kept answers, the bytes that were sent. */
export type ScopeValue = JsonValue | Answer | Bytes;

export type Scope = Pick<ReadonlyMap<string, ScopeValue>, "get">;
