import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder } from "../cli/assay.ts";
import { hasPython } from "../examples/judge-example.ts";
import { sampled } from "../sampled.ts";
import { inTerminal, type Seen } from "../watch/in-terminal.ts";
import { hostileTarget } from "./hostile-target.ts";
import { obeyed, TERMINAL_TEXTS } from "./values.ts";

const ONE_RULE = ["-r", "*.delete-upload-handler.guid-before-auth", "--seed", "1", "--runs", "2"];

/** What a screen is drawn with: the cursor, colours, and the ends of lines. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OWN = /\u001b\[(?:\?25[lh]|\?7[lh]|H|K|J|[\d;]*m)|\r+\n/g;

/** Nothing of what others said moves the cursor, colours or ends a line. */
async function expectTame(seen: Seen): Promise<void> {
  const { output } = await seen.ended();
  expect(obeyed(output.replace(OWN, "\n"))).toEqual([]);
}

const texts = Object.entries(TERMINAL_TEXTS).map(([what, text]) => ({ what, text }));

describe.runIf(hasPython)("hostile: watch", () => {
  it.each(sampled(texts, { oneIn: 10, name: ({ what }) => what }))(
    "a server that answers $what",
    async ({ text }) => {
      const error = text.replace(/[<&"]/g, "_");
      const { cwd } = await hostileTarget({
        answer: (body, path) =>
          path.includes("DeleteUploadHandler")
            ? `<response success="false" error="${error}"/>`
            : body,
      });
      const seen = inTerminal(["watch", ...ONE_RULE], { cwd });
      await seen.until(/acme (?:violates|incomplete|conforms)/);
      seen.type("q");
      await expectTame(seen);
    },
  );

  it.each(sampled(texts, { oneIn: 10, name: ({ what }) => what }))(
    "a server that prints $what, and ends",
    async ({ text }) => {
      const cwd = await emptyFolder();
      const program = `process.stdout.write(${JSON.stringify(`seen ${text}\n`)}); process.exit(1)`;
      await writeFile(join(cwd, "server.mjs"), program);
      const launch = { command: process.execPath, args: [join(cwd, "server.mjs")] };
      const services = {
        inforouter: {
          baseUrl: "http://127.0.0.1:9/srv.asmx",
          users: { owner: { uid: "a", pwd: "b-password" } },
        },
      };
      const targets = { [`acme ${text}`]: { services, launch } };
      await writeFile(join(cwd, "targets.json"), JSON.stringify({ targets }));
      const seen = inTerminal(["watch", ...ONE_RULE], { cwd });
      await seen.until(/could not launch|error/);
      seen.type("q");
      await expectTame(seen);
    },
  );
});
