import { isAccepted } from "../../judge/answer/answer.ts";
import { describeAnswer } from "../../judge/answer/describe-answer.ts";
import { refusesCredential } from "../../judge/answer/told-errors.ts";
import { settingAt, textAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import { lacks } from "../../run/target/lacks.ts";
import { bindingFor } from "../../run/target/service-client.ts";
import { SetUpError } from "../../run/target/sessions.ts";
import type { Caller, SecretKeeper } from "../../run/target/target-parts.ts";
import { INFOROUTER } from "./name.ts";

/** Calls by which a document shows itself and that change nothing, the one that sends no bytes first. */
const SHOWING = ["DocumentExists", "DownloadDocument"] as const;

/**
 * Why the declared document is not there for its owner, as every operation says that could show it;
 * undefined where one shows it, where there is none to ask, and where nothing is declared. A path that is
 * wrong is no fault of the server.
 *
 * @param target the open one, as it is known to offer operations
 */
export async function whyDocumentUnreadable(
  open: Caller & SecretKeeper,
  target: Target,
): Promise<string | undefined> {
  const entry = target.services[INFOROUTER];
  const path = textAt(entry, "documents.readable");
  if (!entry || path === undefined || !settingAt(entry, "users.owner")) return undefined;
  let said: string | undefined;
  try {
    const credential = await open.sessionsOf(INFOROUTER).ticket("owner");
    for (const name of SHOWING) {
      const operation = open.operations[INFOROUTER]?.[name];
      if (!operation || lacks(target, INFOROUTER, name)) continue;
      const binding = bindingFor(operation, entry.bindings[0] ?? "get");
      const call = { operation: name, binding, with: { Path: path }, without: [], rename: {} };
      const { answer } = await open.send(INFOROUTER, { ...call, credential });
      if (!answer || isAccepted(answer) || refusesCredential(answer)) return undefined;
      said = `${name} answers ${describeAnswer(answer)}`;
    }
  } catch (error) {
    // Who cannot log in is told elsewhere.
    if (error instanceof SetUpError) return undefined;
    throw error;
  }
  if (said === undefined) return undefined;
  return open.secrets.redact(
    `the owner cannot read documents.readable ${JSON.stringify(path)}: ${said}; look at the path and the owner's rights`,
  );
}
