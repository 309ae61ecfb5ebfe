// Loaded before everything else, in every thread: breaks the workers of a proof as BREAK_WORKER says.
import net from "node:net";
import { isMainThread } from "node:worker_threads";

/** In the middle of a job, or of the worker's start where the machine is busy. */
const SOON_MS = 1_000;
const BREAKS = {
  "cannot listen": () => {
    net.Server.prototype.listen = () => {
      throw new Error("no port is free");
    };
  },
  throws: () =>
    setTimeout(() => {
      throw new Error("a mistake that nobody waits for");
    }, SOON_MS),
  exits: () => setTimeout(() => process.exit(7), SOON_MS),
  "exits at once": () => process.exit(7),
};

if (!isMainThread) BREAKS[process.env["BREAK_WORKER"]]();
