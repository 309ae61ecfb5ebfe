import autocannon from "autocannon";
import { figuresOf, type Measured, start, startTrivialServer } from "./child.ts";

const CONNECTIONS = 16;
const REQUESTS = 40_000;
const SECONDS = 2;
/**
 * Each client is measured so often, in turns, and compared with those of its own round: what slows the
 * machine down for a while slows a whole round down.
 */
const ROUNDS = 9;
const TO_REACH = 0.5;
const MICROSECONDS = 1e6;

/** Checked cases a second against what can be sent at all to the same server in another process. */
export async function throughput(): Promise<readonly string[]> {
  const { port, stop } = await startTrivialServer();
  try {
    const rounds: Round[] = [];
    const args = [port, CONNECTIONS, REQUESTS];
    for (let index = 0; index < ROUNDS; index++) {
      rounds.push({
        bare: await figuresOf(start("bare-loop", args)),
        assay: await figuresOf(start("assay-cases", args)),
        cannon: await requestsOfAutocannon(port),
      });
    }
    const of = (figure: (round: Round) => number): Spread => spreadOf(rounds.map(figure));
    const cpu = (who: "assay" | "bare"): string =>
      `${of((round) => cpuPerCase(round[who])).median.toFixed(0)} µs of processor time each`;
    return [
      `single calls over ${CONNECTIONS} connections to one trivial server, medians of ${ROUNDS} rounds`,
      `  Assay            ${whole(of(({ assay }) => perSecond(assay)))} checked cases/s, ${cpu("assay")}`,
      `  bare undici      ${whole(of(({ bare }) => perSecond(bare)))} requests/s, ${cpu("bare")}`,
      `  autocannon       ${whole(of(({ cannon }) => cannon))} requests/s`,
      `  Assay : undici   ${ratio(of(({ assay, bare }) => perSecond(assay) / perSecond(bare)))} (to reach ${TO_REACH})`,
      `  Assay : cannon   ${ratio(of(({ assay, cannon }) => perSecond(assay) / cannon))}`,
    ];
  } finally {
    stop();
  }
}

interface Round {
  readonly assay: Measured;
  readonly bare: Measured;
  /** Requests a second. */
  readonly cannon: number;
}

async function requestsOfAutocannon(port: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/srv.asmx/DeleteUploadHandler?UploadHandler=not-a-guid`,
    connections: CONNECTIONS,
    duration: SECONDS,
  });
  return result.requests.average;
}

function perSecond({ done, seconds }: Measured): number {
  return done / seconds;
}

function cpuPerCase({ done, cpuSeconds }: Measured): number {
  return (cpuSeconds * MICROSECONDS) / done;
}

interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

function spreadOf(values: readonly number[]): Spread {
  const inOrder = values.toSorted((a, b) => a - b);
  const at = (index: number): number => inOrder[index] ?? Number.NaN;
  return {
    least: at(0),
    median: at(Math.floor(inOrder.length / 2)),
    most: at(inOrder.length - 1),
  };
}

function whole({ median }: Spread): string {
  return Math.round(median).toLocaleString("en");
}

function ratio({ least, median, most }: Spread): string {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}
