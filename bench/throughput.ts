import autocannon from "autocannon";
import { figuresOf, type Measured, start, startTrivialServer } from "./child.ts";

const CONNECTIONS = 16;
const REQUESTS = 60_000;
const SECONDS = 3;
/** Each client is measured so often, in turns: what disturbs one round disturbs all of it. */
const ROUNDS = 3;
const TO_REACH = 0.5;
const MICROSECONDS = 1e6;

/** Checked cases a second against what can be sent at all to the same server in another process. */
export async function throughput(): Promise<readonly string[]> {
  const { port, stop } = await startTrivialServer();
  try {
    const assay: Measured[] = [];
    const bare: Measured[] = [];
    const cannon: number[] = [];
    const args = [port, CONNECTIONS, REQUESTS];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await figuresOf(start("bare-loop", args)));
      assay.push(await figuresOf(start("assay-cases", args)));
      cannon.push(await requestsOfAutocannon(port));
    }
    const ofAssay = median(assay.map(perSecond));
    const ofBare = median(bare.map(perSecond));
    const cpu = median(assay.map(cpuPerCase));
    return [
      `single calls over ${CONNECTIONS} connections to one trivial server, median of ${ROUNDS} rounds`,
      `  Assay            ${whole(ofAssay)} checked cases/s, ${cpu.toFixed(0)} µs of processor time each`,
      `  bare undici      ${whole(ofBare)} requests/s, ${median(bare.map(cpuPerCase)).toFixed(0)} µs each`,
      `  autocannon       ${whole(median(cannon))} requests/s`,
      `  Assay : undici   ${(ofAssay / ofBare).toFixed(2)} (to reach ${TO_REACH})`,
      `  Assay : cannon   ${(ofAssay / median(cannon)).toFixed(2)}`,
    ];
  } finally {
    stop();
  }
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
