import { randomUUID } from "node:crypto";
import { inWords } from "./in-words.ts";
import type { NullServer } from "./null-server.ts";
import { successWords } from "./success-words.ts";
import { tusSuccess } from "./tus-words.ts";

export const FRESH_GUIDS = {
  name: "fresh-guids",
  title: "Every call succeeds, with a GUID that is new every time.",
  start: () => ({
    answer: (asked) => {
      const guid = randomUUID();
      return tusSuccess(asked, guid) ?? inWords(asked, successWords(guid));
    },
  }),
} as const satisfies NullServer;
