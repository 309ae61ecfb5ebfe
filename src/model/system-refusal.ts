/** What a worker of Node says when its heap is full. */
const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";

/** What V8 says where the system gives it no memory, in a RangeError without a code. */
const NO_MEMORY = /^(?:WebAssembly\.\w+\(\): Out of memory|Array buffer allocation failed)/;

/**
 * The system's codes are a word without an underscore; what Node's own code refuses has others, of which those of the
 * file system say the same: a folder stands in the place of a file.
 */
const OF_SYSTEM = /^(?:E[A-Z0-9]+|ERR_FS_[A-Z]+)$/;

const HINTS: Readonly<Record<string, string>> = {
  EMFILE: "allow more open files (ulimit -n), or lower --concurrency",
  ENFILE: "close other programs: this machine has too many open files",
  ENOSPC: "make room on the disk",
  EDQUOT: "make room: the quota of this user is used up",
  ENOMEM: "give it more memory",
  ERR_MODULE_NOT_FOUND:
    "a part of the program cannot be read: allow more open files (ulimit -n), or install it anew",
  [OUT_OF_MEMORY]:
    "give it more memory (NODE_OPTIONS=--max-old-space-size=4096), or lower --concurrency",
};

/** What Node says where a file of a package cannot be opened, whatever the system says of it. */
const NO_MODULE = "ERR_MODULE_NOT_FOUND";

/** The least of an error that tells who refused; what came from another thread is no Error any more. */
interface Refused {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/**
 * What the machine refused: files, memory, room on the disk. That is neither a bug of ours nor a fault of
 * the server. Undefined for every other error.
 */
export function systemRefusal(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, syscall, message, cause } = error as Refused;
  const name = typeof code === "string" ? code : "";
  if (
    name === OUT_OF_MEMORY ||
    name === NO_MODULE ||
    (syscall !== undefined && OF_SYSTEM.test(name))
  ) {
    const hint = Object.hasOwn(HINTS, name) ? `\n  ${HINTS[name]}` : "";
    return `${typeof message === "string" ? message : name}${hint}`;
  }
  if (typeof message === "string" && NO_MEMORY.test(message)) {
    return `${message}\n  ${HINTS["ENOMEM"]}`;
  }
  return systemRefusal(cause);
}
