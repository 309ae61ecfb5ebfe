import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Where `/proc/PID/stat` has the start of a process, counted from behind its name (proc(5)). */
const START_FIELD = 19;

/**
 * What tells a process from another that gets its number later: when it began. Undefined when there is
 * no such process, or the system does not say.
 */
export function processStamp(pid: number): string | undefined {
  return fromProc(pid) ?? fromPs(pid);
}

function fromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // A process that ended and that nobody has asked for yet is none.
    return state === "Z" ? undefined : `${boot} ${fields[START_FIELD - 1]}`;
  } catch {
    return undefined;
  }
}

/** Systems without /proc: macOS. */
function fromPs(pid: number): string | undefined {
  if (process.platform === "linux" || process.platform === "win32") return undefined;
  try {
    const env = { ...process.env, LC_ALL: "C" };
    const args = ["-o", "lstart=", "-p", String(pid)];
    return execFileSync("ps", args, { env, encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
