import { createHash } from "node:crypto";
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

const DIGITS = 8;

/**
 * Where the numbers of processes mean the same: this machine, and of it what this process can see. Another
 * container that shares a folder with it has another. As the reference server has it in the names of its folders.
 */
export function processPlace(): string {
  return createHash("sha256").update(`${hostname()} ${namespace()}`).digest("hex").slice(0, DIGITS);
}

function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    // No Linux.
    return "";
  }
}
