import type { Answer } from "./answer.ts";
import type { Call } from "./call.ts";
import { parseGuid } from "./guid.ts";
import type { InfoRouterState } from "./state.ts";

type Run = () => Promise<Answer>;

/** Notes a finalize that succeeds. */
export async function remember(
  id: string,
  { call, state }: { readonly call: Call; readonly state: InfoRouterState },
  run: Run,
): Promise<Answer> {
  const answer = await run();
  if (answer.kind !== "success") return answer;
  const path = call.text("path") ?? `${call.text("folderPath")}/${call.text("documentName")}`;
  const { binding } = call;
  state.memory.sequences.finalized.set(id, { binding, answer, path, deletes: 0 });
  return answer;
}

/** Notes the handler that a create answers; `creates` is a part of the names of such operations. */
export async function noteIssued(
  operation: string,
  creates: string,
  state: InfoRouterState,
  run: Run,
): Promise<Answer> {
  const answer = await run();
  if (!operation.includes(creates)) return answer;
  const id = idIn(answer, creates === "Download" ? "downloadhandler" : "UploadHandler", state);
  if (id !== "") state.memory.sequences.issued.add(id);
  return answer;
}

export function idIn(answer: Answer, name: string, { dialect }: InfoRouterState): string {
  return parseGuid(attribute(answer, name), dialect.values) ?? "";
}

export function attribute(answer: Answer, name: string): string {
  return answer.kind === "bytes" ? "" : String(answer.attributes[name] ?? "");
}
