import type { Rule } from "../../model/rule.ts";
import { textAt } from "../../model/settings.ts";
import type { Target } from "../../model/target.ts";
import type { BrokenCapabilities, Finding } from "../../run/service/adapter.ts";
import { lacks } from "../../run/target/lacks.ts";
import type { RecordedTarget, ServiceAdapter } from "../../run/target/target-parts.ts";
import { INFOROUTER } from "./name.ts";
import { whyOneAccount } from "./one-account.ts";
import { whyDocumentUnreadable } from "./unreadable-document.ts";
import { whyFolderUnwritable } from "./unwritable-folder.ts";

/** What the data of infoRouter's handler API cannot say: how its settings are tried. */
export const infoRouterAdapter: ServiceAdapter = {
  service: INFOROUTER,
  hints: baseUrlHints,
  trySettings,
  findings,
};

async function trySettings(
  open: RecordedTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<BrokenCapabilities> {
  const needing = (capability: string): Rule | undefined =>
    rules.find(({ needs, needsAny }) => [...needs, ...needsAny.flat(2)].includes(capability));
  const unreadable = needing("readable-document") && (await whyDocumentUnreadable(open, target));
  const writer = needing("writable-folder");
  const unwritable = writer && (await whyFolderUnwritable(open, target, writer));
  // Sequences and generated tickets have a stranger where there is one, and do not need it.
  const same = rules.length > 0 ? await whyOneAccount(open, target) : undefined;
  return {
    ...(same === undefined ? {} : { stranger: same }),
    ...(unreadable === undefined ? {} : { "readable-document": unreadable }),
    ...(unwritable === undefined ? {} : { "writable-folder": unwritable }),
  };
}

/** What is declared and only the server can tell wrong. */
async function findings(
  open: RecordedTarget,
  target: Target,
  rules: readonly Rule[],
): Promise<readonly Finding[]> {
  // What a try of the folder makes must not stay: a check leaves nothing.
  const isTried = !lacks(target, INFOROUTER, "DeleteDocument");
  const tried = rules.filter(({ needs }) => isTried || !needs.includes("writable-folder"));
  const broken = await trySettings(open, target, tried);
  const {
    stranger,
    "readable-document": document,
    "writable-folder": folder,
  } = broken as Partial<BrokenCapabilities>;
  const writable = textAt(target.services[INFOROUTER], "folders.writable");
  const untried = "not tried: there is no DeleteDocument to remove what would be written";
  return [
    ...(stranger === undefined ? [] : [{ what: "stranger", ok: false, says: stranger }]),
    ...(document === undefined ? [] : [{ what: "document", ok: false, says: document }]),
    ...(folder === undefined ? [] : [{ what: "folder", ok: false, says: folder }]),
    ...(writable === undefined || isTried ? [] : [{ what: "folder", ok: true, says: untried }]),
  ];
}

/** infoRouter's own address; a gateway may serve anywhere, so another is no error. */
export function baseUrlHints(baseUrl: string): readonly string[] {
  if (/\.asmx$/i.test(baseUrl)) return [];
  return [
    `the base URL of inforouter does not end in /srv.asmx, as infoRouter's does: ${baseUrl}/srv.asmx?`,
  ];
}
