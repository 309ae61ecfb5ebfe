import { type Answer, isAccepted, isRefused } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { isServerError } from "../../judge/answer/is-server-error.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import type { Binding } from "../../model/binding.ts";
import type { Operation } from "../../model/operation.ts";
import type { Rule } from "../../model/rule.ts";
import { settingAt, textAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import type { JsonValue } from "../../model/value.ts";
import { callOnce } from "../../run/case/call-once.ts";
import { type CaseState, StopCase } from "../../run/case/case-state.ts";
import { runCase } from "../../run/case/run-case.ts";
import { bindingsOf } from "../../run/target/applicability.ts";
import { lacks } from "../../run/target/lacks.ts";
import type { RecordedTarget } from "../../run/target/target-parts.ts";
import { INFOROUTER } from "./name.ts";

/** What makes a document, in the order of what it takes: the first needs no handler. */
const WRITING = [
  "UploadDocument",
  "UploadDocumentWithHandler",
  "UploadDocumentWithHandler1",
  "UploadDocumentWithHandler2",
  "UploadDocumentWithHandler3",
  "UploadNewDocumentWidthHandler",
] as const;

/** The upload that a call is to make a document of. */
type Upload = "complete" | "unfinished" | "unissued";

/** One way to write: an operation over a binding. */
interface Way {
  readonly operation: Operation;
  readonly binding: Binding;
}

/**
 * Why the owner cannot write into the declared folder, as every way that the target offers says; undefined
 * where one does, where there is none to try, where one crashes instead of refusing, and where the refusals
 * are those of a bad upload. No documented operation tells of a folder, so it is tried: what a try
 * makes is in the journal of the run, and removed.
 *
 * What does without a handler decides alone: where that is refused too, finalizing is not what is broken.
 *
 * @param target the open one, as it is known to offer operations
 * @param rule one that needs the folder: the tries are cases as it has them
 */
export async function whyFolderUnwritable(
  open: RecordedTarget,
  target: Target,
  rule: Rule,
): Promise<string | undefined> {
  const entry = target.services[INFOROUTER];
  const folder = textAt(entry, "folders.writable");
  const isUsable = settingAt(entry, "users.owner") && target.safety !== "read-only";
  if (folder === undefined || !isUsable) {
    return undefined;
  }
  const said = new Map<Way, Answer>();
  for (const way of waysOf(open, target)) {
    const answer = await write(way, "complete", { open, rule });
    if (!answer || isAccepted(answer) || !isPlainRefusal(answer)) return undefined;
    said.set(way, answer);
  }
  const [first] = said;
  if (!first) return undefined;
  const [way, answer] = first;
  if (takesHandler(way) && (await isAboutUpload(way, answer, { open, rule }))) return undefined;
  return open.secrets.redact(
    `the owner cannot write into folders.writable ${JSON.stringify(folder)}: ${way.operation.name} answers ${describeAnswer(answer)}; look at the path and the owner's rights`,
  );
}

function waysOf(open: RecordedTarget, target: Target): readonly Way[] {
  const isOffered = (name: string): boolean =>
    open.operations[INFOROUTER]?.[name] !== undefined && !lacks(target, INFOROUTER, name);
  const hasHandlers = isOffered("CreateUploadHandler") && isOffered("UploadFileChunk");
  return WRITING.flatMap((name) => {
    const operation = open.operations[INFOROUTER]?.[name];
    if (!operation || !isOffered(name)) return [];
    const bindings = operation.bindings.filter((one) =>
      bindingsOf(INFOROUTER, target).includes(one),
    );
    const ways = bindings.map((binding) => ({ operation, binding }));
    return ways.filter((way) => hasHandlers || !takesHandler(way));
  });
}

function takesHandler({ operation }: Way): boolean {
  return operation.parameters.some(({ name }) => name === "uploadHandler");
}

/** A server that has an error, or that has forgotten who asks, says nothing of the folder. */
function isPlainRefusal(answer: Answer): boolean {
  return isRefused(answer) && !isServerError(answer) && !refusesCredential(answer);
}

/**
 * Whether a whole upload is refused in the words for one that is unfinished, or that never was, while the
 * server has words for each: then it is finalizing that does not work. One word for everything,
 * as of a server that looks at the folder first, tells nothing of the upload.
 */
async function isAboutUpload(
  way: Way,
  answer: Answer,
  how: { readonly open: RecordedTarget; readonly rule: Rule },
): Promise<boolean> {
  const words = async (upload: Upload): Promise<string> => {
    const other = await write(way, upload, how);
    return other ? describeAnswer(other) : "";
  };
  const [unfinished, unissued] = [await words("unfinished"), await words("unissued")];
  return unfinished !== unissued && [unfinished, unissued].includes(describeAnswer(answer));
}

/** Writes a small document into the folder; undefined where the call did not come about, or had no answer. */
async function write(
  way: Way,
  upload: Upload,
  { open, rule }: { readonly open: RecordedTarget; readonly rule: Rule },
): Promise<Answer | undefined> {
  const { operation, binding } = way;
  let answer: Answer | undefined;
  await runCase({
    open,
    rule,
    bindings: [binding],
    inputs: {},
    index: 0,
    body: async (state) => {
      const handler = takesHandler(way) ? { uploadHandler: await handlerFor(upload, state) } : {};
      const given = { ...operation.harmless?.with, ...handler };
      answer = await callOnce({ call: operation.name, with: given }, binding, state);
    },
  });
  return answer;
}

const CHUNK: JsonValue = { bytes: 1000, seed: 1 };

/** A reference to the handler of such an upload. */
async function handlerFor(upload: Upload, state: CaseState): Promise<string> {
  if (upload === "unissued") return "$unissued";
  const [binding = "get"] = state.bindings;
  const setUp = async (call: Parameters<typeof callOnce>[0]): Promise<void> => {
    const answer = await callOnce(call, binding, state);
    if (!isAccepted(answer)) throw new StopCase("undecided", `${call.call} was refused`);
  };
  const save = { handler: "UploadHandler" };
  await setUp({ call: "CreateUploadHandler", with: { PreferedChunkSize: 0 }, save });
  const sent = { uploadHandler: "$handler", fileChunk: CHUNK };
  const last = { lastChunk: upload === "complete" };
  await setUp({ call: "UploadFileChunk", with: { ...sent, ...last } });
  return "$handler";
}
