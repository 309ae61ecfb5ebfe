/** Runs a task when there is room for its bytes among those that are under way. */
export type ByteRoom = <T>(bytes: number, task: () => Promise<T>) => Promise<T>;

/** Tasks of fewer bytes take no room: they are never kept waiting, so that they can meet in a race. */
const FREE_BYTES = 1024 * 1024;

/** Whether a task of so many bytes need not ask. */
export function isFree(bytes: number): boolean {
  return bytes < FREE_BYTES;
}

/**
 * Room for so many bytes at a time, given in the order in which it is asked for. A task of more bytes than there
 * ever is room for goes alone.
 */
export function createByteRoom(most: number): ByteRoom {
  const waiting: { readonly bytes: number; readonly go: () => void }[] = [];
  let free = most;
  const letIn = (): void => {
    for (let [first] = waiting; first && first.bytes <= free; [first] = waiting) {
      waiting.shift();
      free -= first.bytes;
      first.go();
    }
  };
  return async (bytes, task) => {
    if (isFree(bytes)) return task();
    const taken = Math.min(bytes, most);
    await new Promise<void>((go) => {
      waiting.push({ bytes: taken, go });
      letIn();
    });
    try {
      return await task();
    } finally {
      free += taken;
      letIn();
    }
  };
}
