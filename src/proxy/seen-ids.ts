/** The ids that answers have held, as far as they are GUIDs or look like them. */
export interface SeenIds {
  note(body: Buffer | undefined): void;
  isUnseen(id: string): boolean;
}

const MOST_IDS = 100_000;
const ID = /[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi;

/** Remembers ids in answers; after more than it can remember, nothing is known to be unseen. */
export function seenIds(): SeenIds {
  const seen = new Set<string>();
  let isFull = false;
  const digits = (id: string): string => id.replace(/[^0-9a-f]/gi, "").toLowerCase();
  return {
    note: (body) => {
      if (isFull || !body) return;
      for (const [id] of body.toString("latin1").matchAll(ID)) seen.add(digits(id));
      if (seen.size > MOST_IDS) isFull = true;
    },
    isUnseen: (id) => !isFull && !seen.has(digits(id)),
  };
}
