import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { assay, emptyFolder } from "../cli/assay.ts";
import { freePort } from "../examples/free-port.ts";
import { hasPython } from "../examples/judge-example.ts";
import { inTerminal, type Seen } from "./in-terminal.ts";

const EXAMPLES = join(import.meta.dirname, "..", "..", "examples");
const GUID_FIRST = `        if not is_guid(name):
            raise Refused("bad Request")
        user = self._user(arguments)
`;
const TICKET_FIRST = `        user = self._user(arguments)
        if not is_guid(name):
            raise Refused("bad Request")
`;
const ONE_RULE = ["-r", "*.delete-upload-handler.guid-before-auth", "--seed", "1", "--runs", "2"];
const GONE_MS = 60_000;
const LOOK_MS = 50;

interface Folder {
  readonly cwd: string;
  readonly port: string;
  /** Saves a file with one text of it in place of another. */
  save(file: string, old: string, by: string): Promise<void>;
  watch(args: readonly string[], size?: { readonly rows: number; readonly columns: number }): Seen;
}

/** A copy of the example server, with the mistake in it that the session is about. */
async function example({ isRed = true } = {}): Promise<Folder> {
  const cwd = await emptyFolder();
  await cp(join(EXAMPLES, "python-server"), cwd, { recursive: true });
  const port = await freePort();
  const save: Folder["save"] = async (file, old, by) => {
    const path = join(cwd, file);
    const parts = (await readFile(path, "utf8")).split(old);
    expect(parts.length, `${file} has ${old}`).toBeGreaterThan(1);
    await writeFile(path, parts.join(by));
  };
  if (isRed) await save("inforouter.py", GUID_FIRST, TICKET_FIRST);
  const env = { PYTHON_SERVER_PORT: port };
  return {
    cwd,
    port,
    save,
    watch: (args, size) => inTerminal(["watch", ...args], { cwd, env, ...size }),
  };
}

/** A screen without what differs from time to time. */
function steady(screen: string, { port }: Folder): string {
  return screen
    .replaceAll(port, "PORT")
    .replace(/\d[\d.]* m?s\b/g, "TIME")
    .replace(/authenticationTicket=[0-9a-f-]+/g, "authenticationTicket=TICKET")
    .replace(/^ {6}> \S*-[0-9a-f]{4}-[0-9a-f]{12}&/m, "      > …&")
    .replace(/seed \d{2,}/, "seed N");
}

describe.runIf(hasPython)("a newcomer's session with assay watch", () => {
  test("shows red, judges again when the file is saved, shows green, and gives the terminal back", async () => {
    const folder = await example();
    const seen = folder.watch(ONE_RULE);
    const red = await seen.until(/waiting for changes[\s\S]*q quit/);
    expect(steady(red, folder)).toMatchInlineSnapshot(`
      "assay watch  python  1 rule, seed 1
      judged in TIME; waiting for changes

      ✘ python violates: 1 MUST rule violated, 1 of 1 applicable MUST rules were judged, of 258 in all

        ✘ DUH-08  A handler that is no GUID is refused as bad Request whatever the ticket is
          inforouter.delete-upload-handler.guid-before-auth on get, post, soap11
            case      guid: "x"
                      ticket: "unknown"
            expected  error "bad Request"
            actual    success=false with error "[901] Session expired or Invalid ticket"
            step      1 of 1: DeleteUploadHandler by get as unknown
            > GET
            > http://127.0.0.1:PORT/srv.asmx/DeleteUploadHandler?authenticationTicket=TICKET
            > …&UploadHandler=x
            < 200 (TIME)
            < content-type: text/xml; charset=utf-8
            < content-length: 115
            <
            < <?xml version="1.0" encoding="utf-8"?>
            < <response success="false" error="[901] Session expired or Invalid ticket" />
            failed    3 of 3 times, at step 1, seed N
            repeat    curl -sS -G http://127.0.0.1:PORT/srv.asmx/DeleteUploadHandler --data-urlencode authenticationTicket=TICKET --data-urlencode UploadHandler=x

      a all  f failed  p rule  o operation  enter again  q quit"
    `);
    await folder.save("inforouter.py", TICKET_FIRST, GUID_FIRST);
    const green = await seen.until(/judged in .* because of inforouter\.py; waiting[\s\S]*q quit/);
    expect(steady(green, folder)).toMatchInlineSnapshot(`
      "assay watch  python  1 rule, seed 1
      judged in TIME, because of inforouter.py; waiting for changes

      ✔ python conforms as far as it was judged: 1 of 1 applicable MUST rules hold, of 258 in all

      a all  f failed  p rule  o operation  enter again  q quit"
    `);
    seen.type("q");
    const { code, isRestored, output } = await seen.ended();
    expect({ code, isRestored }).toEqual({ code: 0, isRestored: true });
    expect(output.lastIndexOf("\u001b[?25h")).toBeGreaterThan(output.lastIndexOf("\u001b[?25l"));
    await expect(fetch(`http://127.0.0.1:${folder.port}/`)).rejects.toThrow();
  });

  test("judges again when the server's file is saved, and when a rule's is", async () => {
    const folder = await example();
    await cp(join(EXAMPLES, "rule-pack"), join(folder.cwd, "rules"), { recursive: true });
    const seen = folder.watch([
      "--specs",
      "rules",
      "-r",
      "*.gw-tells-ended-session",
      "--seed",
      "1",
    ]);
    await seen.until(/waiting for changes[\s\S]*q quit/);
    await folder.save("inforouter.py", "class ", "\nclass ");
    await seen.until(/because of inforouter\.py; waiting/);
    await folder.save("rules/inforouter/is-valid-ticket.yaml", "rules:", "# again\nrules:");
    await seen.until(/because of rules\S+is-valid-ticket\.yaml; waiting/);
    seen.type("q");
    expect(await seen.ended()).toMatchObject({ code: 0 });
  });

  test("shows what is wrong with a server, a targets file and a rule file, and goes on", async () => {
    const folder = await example({ isRed: false });
    await cp(join(EXAMPLES, "rule-pack"), join(folder.cwd, "rules"), { recursive: true });
    const seen = folder.watch(["--specs", "rules", ...ONE_RULE]);
    await seen.until(/waiting for changes/);
    await folder.save("server.py", "import argparse", "import argparse!");
    const broken = await seen.until(/could not launch/);
    expect(broken).toMatch(/nothing was judged, because of server\.py/);
    expect(broken).not.toContain("conforms");
    await folder.save("server.py", "import argparse!", "import argparse");
    await seen.until(/conforms[\s\S]*q quit/);
    await folder.save("targets.json", '"timeoutMs"', '"timeoutMz"');
    await seen.until(/targets\.json:17:9: unknown key "timeoutMz"[\s\S]*q quit/);
    await folder.save("targets.json", '"timeoutMz"', '"timeoutMs"');
    await seen.until(/conforms[\s\S]*q quit/);
    await folder.save("rules/inforouter/is-valid-ticket.yaml", "level: MUST", "level: MUSST");
    await seen.until(/rules\/inforouter\/is-valid-ticket\.yaml:\d+:\d+: [\s\S]*MUSST[\s\S]*q quit/);
    await folder.save("rules/inforouter/is-valid-ticket.yaml", "level: MUSST", "level: MUST");
    await seen.until(/conforms[\s\S]*q quit/);
    seen.type("q");
    expect(await seen.ended()).toMatchObject({ code: 0, isRestored: true });
  });

  test("judges what a key asks for, and ends by Ctrl-C in the middle of it, with the server", async () => {
    const folder = await example();
    const seen = folder.watch(["--operation", "DeleteUploadHandler", "--seed", "1", "--runs", "1"]);
    await seen.until(/\d+\/\d+ rules/);
    seen.type("p");
    await seen.until(/rule \(id, its last part, or a glob; nothing: all; esc: back\): ▏/);
    seen.type("guid-before-auth\r");
    await seen.until(/rule guid-before-auth, 1 rule, [\s\S]*waiting for changes/);
    expect(seen.screen()).toContain("✘ python violates");
    seen.type("p");
    seen.type("twoce\r");
    await seen.until(/no rule "twoce"/);
    seen.type("a");
    // What failed goes first.
    const early = await seen.until(/^✘ .*guid-before-auth/m);
    const [, done, all] = /(\d+)\/(\d+) rules/.exec(early) ?? [];
    expect(Number(done)).toBeLessThan(Number(all) / 4);
    seen.type("\u0003");
    expect(await seen.ended()).toMatchObject({ code: 130, isRestored: true });
    await expect(fetch(`http://127.0.0.1:${folder.port}/`)).rejects.toThrow();
  });

  test("gives the terminal back on a signal", async () => {
    const seen = (await example()).watch(ONE_RULE);
    await seen.until(/waiting for changes/);
    seen.kill("SIGTERM");
    expect(await seen.ended()).toMatchObject({ code: 130, isRestored: true });
  });

  test("ends with its window, and its server with it", async () => {
    const folder = await example();
    const seen = folder.watch(ONE_RULE);
    await seen.until(/waiting for changes/);
    const pid = seen.closeWindow();
    const deadline = Date.now() + GONE_MS;
    const isThere = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    while (isThere() && Date.now() < deadline) await sleep(LOOK_MS);
    expect(isThere()).toBe(false);
    await expect(fetch(`http://127.0.0.1:${folder.port}/`)).rejects.toThrow();
  });

  test("fits a small window", async () => {
    const seen = (await example()).watch(ONE_RULE, { rows: 10, columns: 60 });
    const lines = (await seen.until(/waiting for changes[\s\S]*q quit/)).split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toMatch(/^a all/);
    expect(lines.at(-3)).toMatch(/… \d+ more lines/);
    seen.type("q");
    expect(await seen.ended()).toMatchObject({ code: 0 });
  });
});

test("assay watch needs a terminal, and says what does not", async () => {
  const ended = await assay(["watch"], { cwd: await emptyFolder(), isFresh: true });
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toBe(
    "error: assay watch needs a terminal: it shows a screen and reads keys\n  `assay run` judges once, and works without one\n",
  );
});
