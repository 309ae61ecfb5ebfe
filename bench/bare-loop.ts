import { Pool } from "undici";

/** The same requests as Assay's cases, sent and read by undici alone. */
const PATH = "/srv.asmx/DeleteUploadHandler?AuthenticationTicket=0123456789abcdef0123456789abcdef";

/** As many as Assay's. */
const WARM_UP = 5_000;

const [port, connections = 1, requests = 1] = process.argv.slice(2).map(Number);
const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
let sent = 0;
async function loop(until: number): Promise<void> {
  while (sent < until) {
    const path = `${PATH}&UploadHandler=not-a-guid-${sent++}`;
    const { body } = await pool.request({ method: "GET", path });
    await body.text();
  }
}
const send = (until: number): Promise<unknown> =>
  Promise.all(Array.from({ length: connections }, () => loop(until)));
await send(WARM_UP);
const before = process.cpuUsage();
const started = performance.now();
await send(WARM_UP + requests);
const { user, system } = process.cpuUsage(before);
process.send?.({
  done: sent - WARM_UP,
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
});
await pool.close();
process.disconnect?.();
