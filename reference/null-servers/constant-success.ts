import { inWords } from "./in-words.ts";
import type { NullServer } from "./null-server.ts";
import { successWords } from "./success-words.ts";
import { tusSuccess } from "./tus-words.ts";

const GUID = "a1b2c3d4-e5f6-4890-abcd-ef1234567890";
const WORDS = successWords(GUID);

export const CONSTANT_SUCCESS = {
  name: "constant-success",
  title: "Every call succeeds, with the same GUID and the same numbers.",
  start: () => ({ answer: (asked) => tusSuccess(asked, GUID) ?? inWords(asked, WORDS) }),
} as const satisfies NullServer;
