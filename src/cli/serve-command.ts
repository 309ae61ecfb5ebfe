import { Command, Option } from "commander";
import { DIALECTS } from "../../reference/dialects.ts";
import { PUBLIC_FAULTS } from "../../reference/faults/public.ts";
import { FAULTS } from "../../reference/faults.ts";
import { startReferenceServer } from "../../reference/server.ts";
import { whatToKnow } from "../../reference/settings.ts";
import { referenceProblem } from "../run/target/start-target.ts";
import { collect } from "./filter-options.ts";
import { firstSignal } from "./interrupt.ts";
import { wholeNumber } from "./number-option.ts";
import { portProblem } from "./port-problem.ts";
import { print } from "./terminal.ts";

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly fault?: readonly string[];
  readonly dialect?: string;
  readonly listFaults?: boolean;
  readonly listDialects?: boolean;
}

const DEFAULT_PORT = 18080;
const LAST_PORT = 65535;
const DIALECT_WIDTH = 10;
const ABOUT_WIDTH = 12;

/** `assay serve`: the reference server alone, until Ctrl-C. */
export function serveCommand(): Command {
  return new Command("serve")
    .description("start the built-in reference server")
    .addOption(
      new Option("--port <n>", "port to listen on; 0 for any free one")
        .argParser(wholeNumber(0, LAST_PORT))
        .default(DEFAULT_PORT),
    )
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addOption(new Option("--fault <names>", "faults to switch on").argParser(collect))
    .option("--dialect <name>", "legal server to play instead")
    .option("--list-faults", "list all faults")
    .option("--list-dialects", "list all dialects")
    .action(async (options: ServeOptions) => {
      if (options.listFaults || options.listDialects) {
        print(options.listFaults ? faultList() : dialectList());
        return;
      }
      await serve(options);
    });
}

async function serve({ port, host, fault, dialect }: ServeOptions): Promise<void> {
  const server = await startReferenceServer({
    port,
    host,
    ...(fault ? { faults: fault } : {}),
    ...(dialect === undefined ? {} : { dialect }),
  }).catch((error: unknown) => {
    throw portProblem(error, port) ?? referenceProblem(error);
  });
  const known = [...whatToKnow(server), ...(fault ? [["faults", fault.join(", ")] as const] : [])];
  const lines = known.map(([about, says]) => `${about.padEnd(ABOUT_WIDTH)} ${says}`);
  print(`${[...lines, "Press Ctrl-C to stop it."].join("\n")}\n`);
  await firstSignal();
  await server.close();
}

function faultList(): string {
  const all = [...FAULTS, ...PUBLIC_FAULTS];
  const width = Math.max(...all.map(({ name }) => name.length));
  const line = (fault: (typeof all)[number]): string => {
    const about = "visibility" in fault ? fault.visibility : fault.report;
    return `${fault.name.padEnd(width)}  ${fault.statements.join(" ")}  ${about}  ${fault.title}`;
  };
  const count = `${FAULTS.length} faults, and ${PUBLIC_FAULTS.length} that were reported of other servers`;
  return `${all.map(line).join("\n")}\n${count}\n`;
}

function dialectList(): string {
  return `${DIALECTS.map(({ name, description }) => `${name.padEnd(DIALECT_WIDTH)}  ${description}`).join("\n")}\n`;
}
