import { join } from "node:path";
import { Command, Option } from "commander";
import { visible } from "../../reporters/text/visible.ts";
import { toolVersion } from "../config/files/tool-version.ts";
import { writeFolder } from "../config/files/write-folder.ts";
import { addRuns } from "../history/add-runs.ts";
import { branchShelf } from "../history/branch-shelf.ts";
import { folderShelf } from "../history/folder-shelf.ts";
import { historyOf } from "../history/history-of.ts";
import { historyWords } from "../history/history-words.ts";
import { keptRuns } from "../history/kept-runs.ts";
import { historyPage } from "../history/page/history-page.ts";
import type { Shelf } from "../history/shelf.ts";
import { signatureOf } from "../history/signature-of.ts";
import { verifyRuns } from "../history/verify-runs.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { type AllowedSigner, readAllowedSigners } from "../sign/allowed-signers.ts";
import { signingKey } from "../sign/signing-key.ts";
import { exitOnInterrupt } from "./interrupt.ts";
import { allowedSignersOption, signOption } from "./sign-options.ts";
import { print } from "./terminal.ts";
import { readWholeReport } from "./whole-report.ts";

interface ShelfOptions {
  readonly dir: string;
  readonly branch?: string;
}

interface SignerOptions extends ShelfOptions {
  readonly allowedSigners?: string;
}

const PAGE = "index.html";

/** `assay history`: keeps reports, and shows what became of a target over time; sends no request. */
export function historyCommand(): Command {
  const history = new Command("history").description(
    "keep reports, and show when each rule broke and was mended",
  );
  addCommand(history);
  withShelf(history.command("site"))
    .description("write the history as one page that needs no server, network or script")
    .option("-o, --out <dir>", "folder for index.html", "assay-history-site")
    .addOption(allowedSignersOption("show whose signatures they are"))
    .action((options: SignerOptions & { readonly out: string }) => writeSite(options));
  withShelf(history.command("show"))
    .description("print where each target stands, and when its rules broke and were mended")
    .action((options: ShelfOptions) => {
      const rows = keptRuns(shelfOf(options)).map(({ row }) => row);
      print(`${historyWords(historyOf(rows))}\n`);
    });
  withShelf(history.command("verify"))
    .description("check that each kept run is as it was written, and who signed it")
    .addOption(allowedSignersOption("each run has to be signed by one of them"))
    .action((options: SignerOptions) => {
      process.exitCode = verify(options);
    });
  return history;
}

function addCommand(history: Command): void {
  withShelf(history.command("add"))
    .description("keep reports: what can be counted, and what makes it falsifiable")
    .argument("<reports...>", "report.json of whole runs")
    .addOption(signOption("sign what is kept of each"))
    .action(
      async (paths: readonly string[], options: ShelfOptions & { readonly sign?: string }) => {
        exitOnInterrupt();
        const sign = options.sign === undefined ? undefined : signingKey(options.sign, process.env);
        const reports = await Promise.all(paths.map(readWholeReport));
        for (const { file, wasThere, isSigned } of addRuns(shelfOf(options), reports, sign)) {
          const how = [wasThere ? "was there already" : "kept", isSigned ? "signed" : ""];
          print(`${visible(file)} ${how.filter(Boolean).join(", ")}\n`);
        }
      },
    );
}

function withShelf(command: Command): Command {
  return command
    .addOption(new Option("--dir <folder>", "where the history is kept").default("assay-history"))
    .addOption(
      new Option(
        "--branch <name>",
        "a branch of the git repository instead of a folder; what is checked out stays as it is",
      ).conflicts("dir"),
    );
}

function shelfOf({ dir, branch }: ShelfOptions): Shelf {
  return branch === undefined ? folderShelf(dir) : branchShelf(branch, process.cwd());
}

function writeSite({ out, ...options }: SignerOptions & { readonly out: string }): void {
  const signers = signersOf(options);
  const shelved = keptRuns(shelfOf(options));
  const history = historyOf(shelved.map(({ row }) => row));
  const now = Date.now();
  const signatures = shelved.map((each) => signatureOf(each, signers, now));
  writeFolder(out, { [PAGE]: historyPage(history, { signatures, version: toolVersion() }) });
  print(`${visible(join(out, PAGE))}\n`);
}

function verify(options: SignerOptions): number {
  const findings = verifyRuns(shelfOf(options), signersOf(options), Date.now());
  for (const { file, says, isWrong } of findings) {
    print(`${isWrong ? "✘" : "✔"} ${visible(`${file} ${says}`)}\n`);
  }
  return findings.some(({ isWrong }) => isWrong) ? EXIT.violated : EXIT.conforms;
}

function signersOf({ allowedSigners }: SignerOptions): readonly AllowedSigner[] | undefined {
  return allowedSigners === undefined ? undefined : readAllowedSigners(allowedSigners);
}
