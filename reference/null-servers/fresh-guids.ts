import { randomUUID } from "node:crypto";
import { inWords } from "./in-words.ts";
import type { NullServer } from "./null-server.ts";
import { successWords } from "./success-words.ts";

export const FRESH_GUIDS = {
  name: "fresh-guids",
  title: "Every call succeeds, with a GUID that is new every time.",
  start: () => ({ answer: (asked) => inWords(asked, successWords(randomUUID())) }),
} as const satisfies NullServer;
