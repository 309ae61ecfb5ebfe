import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { Refusal } from "./answer.ts";
import type { Arguments } from "./call.ts";
import { parseGuid } from "./guid.ts";
import { LongText } from "./long-text.ts";
import type { Operation } from "./operation.ts";
import type { InfoRouterState } from "./state.ts";

type Fault =
  | "delete-upload-crashes-on-hex-guid"
  | "delete-download-shows-page-for-braces"
  | "apostrophe-shows-page"
  | "long-values-show-stack"
  | "control-characters-crash"
  | "delete-upload-shows-path"
  | "delete-upload-follows-path";

/** The connection ends here, without an answer. */
export class ConnectionLost extends Error {
  override readonly name = "ConnectionLost";
}

/** Longer values are too much for the fault that says so, in characters. */
const LONG = 1000;

/** What goes wrong in a faulty server before an operation runs. */
export async function stumble(
  { name, parameters }: Operation,
  value: Arguments,
  { uploads, dialect }: InfoRouterState,
  faults: Faults<Fault>,
): Promise<void> {
  const text = (parameter: string) => {
    const given = value(parameter);
    // it is base64: nothing that is looked for here
    return given instanceof LongText ? "" : String(given ?? "");
  };
  const isLong = parameters.some(({ type, name }) => type !== "bytes" && text(name).length > LONG);
  if (isLong && faults.has("long-values-show-stack")) throw stackOf(new RangeError("Too long."));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const isOdd = parameters.some(({ name }) => /[\u0001-\u0008]/.test(text(name)));
  if (isOdd && faults.has("control-characters-crash")) throw new ConnectionLost();
  const isQuoted = parameters.some(({ type, name }) => type === "guid" && text(name).endsWith("'"));
  if (isQuoted && faults.has("apostrophe-shows-page")) throw pageOf(new Error("Not closed."));
  if (name === "DeleteDownloadHandler" && /^\{(?!0x)/.test(text("DownloadHandler"))) {
    if (faults.has("delete-download-shows-page-for-braces")) throw pageOf(new Error("Not hex."));
  }
  if (name !== "DeleteUploadHandler") return;
  const handler = text("UploadHandler");
  if (handler.startsWith("{0x") && faults.has("delete-upload-crashes-on-hex-guid")) {
    throw new ConnectionLost();
  }
  if (handler === "" || parseGuid(handler, dialect.values) !== undefined) return;
  const file = join(dirname(uploads.strayFile()), `${handler}.upload`);
  if (faults.has("delete-upload-follows-path")) await removeTemporary(file);
  if (faults.has("delete-upload-shows-path")) {
    throw new Refusal({ text: `Could not find file '/var/lib/handlers/${handler}.upload'.` });
  }
}

/** The arguments, or what a server makes of them that keeps its texts in C. */
export function upToNul(value: Arguments, faults: Faults<"guid-ends-at-nul">): Arguments {
  if (!faults.has("guid-ends-at-nul")) return value;
  return (name) => {
    const given = value(name);
    return typeof given === "string" ? given.replace(/\0[\s\S]*$/, "") : given;
  };
}

/** Even a broken server touches nothing but temporary files. */
async function removeTemporary(file: string): Promise<void> {
  if (!file.startsWith(join(tmpdir(), "/")) || file.includes("\0")) return;
  await rm(file, { force: true }).catch(() => undefined);
}

function stackOf(error: Error): HttpRefusal {
  return new HttpRefusal(500, error.stack ?? "");
}

function pageOf(error: Error): HttpRefusal {
  const page = `<!DOCTYPE html><html><body><h1>Server Error</h1><pre>${error.stack}</pre></body></html>`;
  return new HttpRefusal(500, page, { "Content-Type": "text/html; charset=utf-8" });
}
