import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

/** A body whose second half comes so long after the first: a request that is in flight for that long. */
export function inHalves(body: Buffer, pauseMs: number): Readable {
  return Readable.from(halves(body, pauseMs), { objectMode: false });
}

async function* halves(body: Buffer, pauseMs: number): AsyncGenerator<Buffer> {
  const half = Math.ceil(body.length / 2);
  yield body.subarray(0, half);
  await sleep(pauseMs);
  yield body.subarray(half);
}
