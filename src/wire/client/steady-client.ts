import { Client, type Dispatcher } from "undici";

/**
 * A connection of a pool that stays in it whatever it is asked to send. undici answers a request that it
 * does not write (a header with a line feed, say, which a server gave us as an id) as if the connection
 * were busy, and waits for it to get free, which it never does: so many such requests as a pool has
 * connections, and every later one times out.
 */
export class SteadyClient extends Client {
  override dispatch(
    options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    return super.dispatch(options, handler) || this.stats.size < this.pipelining;
  }
}

/** For the option `factory` of a pool. */
export function steadyClient(origin: string | URL, options: object): Client {
  return new SteadyClient(origin, options);
}
