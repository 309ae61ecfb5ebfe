import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Keeps what each call of curl was answered, by its number, beside doing what curl does. */
const RECORDING_CURL = [
  "curl() {",
  '  local number; number=$(mktemp "$ANSWERS/call.XXXXXX")',
  // A line that wants the head of an answer for itself gets it.
  '  case " $* " in',
  '    *" -D - "*) command curl "$@" | tee "$number.body" ;;',
  '    *) command curl "$@" -D "$number.head" | tee "$number.body" ;;',
  "  esac",
  '  echo "$number" >> "$ANSWERS/order"',
  "}",
].join("\n");

/** What a pasted text came to: the answers of its calls in their order, and what it said on stderr. */
export interface Pasted {
  readonly answers: readonly {
    readonly status: number;
    readonly type: string;
    readonly body: Buffer;
  }[];
  readonly stderr: string;
}

/** Runs a snippet in bash, after what its comments say has to be done first. */
export async function paste(
  snippet: string,
  env: Readonly<Record<string, string>>,
): Promise<Pasted> {
  const folder = mkdtempSync(join(tmpdir(), "assay-paste-"));
  try {
    const first = [...snippet.matchAll(/^# set \w+ first: (\w+=.*)$/gm)].map(([, line]) => line);
    const script = [...first, RECORDING_CURL, snippet].join("\n");
    writeFileSync(join(folder, "pasted.sh"), script);
    const { stderr } = await run("bash", ["pasted.sh"], {
      cwd: folder,
      encoding: "buffer",
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: folder,
        LC_ALL: "C.UTF-8",
        ANSWERS: folder,
        ...env,
      },
    });
    const order = readdirSync(folder).includes("order")
      ? readFileSync(join(folder, "order"), "utf8").trim().split("\n")
      : [];
    const answers = order.map((name) => {
      const head = existsSync(`${name}.head`) ? readFileSync(`${name}.head`, "latin1") : "";
      const heads = head.match(/^HTTP\/\S+ (\d+)/gm) ?? [];
      const status = Number(heads.at(-1)?.split(" ")[1]);
      const [, type = ""] = /^content-type: *(.*)$/im.exec(head) ?? [];
      return { status, type: type.trim(), body: readFileSync(`${name}.body`) };
    });
    return { answers, stderr: String(stderr) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
