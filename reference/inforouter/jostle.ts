import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import { onesOn } from "../reported/ones-on.ts";
import type { Made, Run, Turned } from "../reported/turned.ts";
import type { Answer } from "./answer.ts";

type Fault =
  | "finalizes-at-once-drop-case-twin"
  | "uploads-at-once-share-file-of-name"
  | "uploads-at-once-share-a-version"
  | "finalizes-at-once-lose-first-version";

/** Milliseconds in which others may come. */
const WAIT_MS = 3;

/** The bytes of an UploadDocument are those that came last while it was under way, of those with the same key. */
const lastOf = (keyOf: (path: string) => string) => (): Turned => {
  const newest = new Map<string, Buffer>();
  return async ({ operation, call }, run) => {
    if (operation !== "UploadDocument") return run(call);
    const key = keyOf(call.required("path"));
    newest.set(key, call.bytes("fileContent"));
    await delay(WAIT_MS);
    const bytes = newest.get(key) ?? call.bytes("fileContent");
    return run({ ...call, bytes: () => bytes });
  };
};

/** What writes at the same time do to each other. */
const JOSTLED: Readonly<Record<Fault, () => Turned>> = {
  "finalizes-at-once-drop-case-twin": () => {
    const underWay = new Map<string, { readonly path: string; readonly answer: Promise<Answer> }>();
    return async ({ operation, call }, run) => {
      if (operation !== "UploadDocumentWithHandler") return run(call);
      const path = call.required("path");
      const key = path.toLowerCase();
      const twin = underWay.get(key);
      if (twin && twin.path !== path) return twin.answer;
      const own = { path, answer: delay(WAIT_MS).then(() => run(call)) };
      underWay.set(key, own);
      return own.answer.finally(() => underWay.get(key) === own && underWay.delete(key));
    };
  },
  "uploads-at-once-share-file-of-name": lastOf((path) => path.slice(path.lastIndexOf("/"))),
  "uploads-at-once-share-a-version": lastOf((path) => path),
  "finalizes-at-once-lose-first-version": () => {
    const underWay = new Map<string, number>();
    return async ({ operation, call, state }, run) => {
      if (operation !== "UploadDocumentWithHandler") return run(call);
      const path = call.required("path");
      const others = underWay.get(path) ?? 0;
      underWay.set(path, others + 1);
      await delay(WAIT_MS);
      const answer = await run(call).finally(() =>
        underWay.set(path, (underWay.get(path) ?? 1) - 1),
      );
      const [first] = state.library.find(path)?.versions ?? [];
      if (others > 0 && first) await rm(first.file, { force: true });
      return answer;
    };
  },
};

/** Runs an operation in a server on which writes at the same time get in each other's way. */
export function jostle(made: Made, run: Run, faults: Faults<Fault>): Promise<Answer> {
  const whole = onesOn(JOSTLED, faults).reduce<Run>(
    (inner, turned) => (call) => turned({ ...made, call }, inner),
    run,
  );
  return whole(made.call);
}
