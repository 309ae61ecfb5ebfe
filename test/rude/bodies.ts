import type { ServerResponse } from "node:http";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Promised, Rudeness, Visit } from "./rudeness.ts";

const MIB = 1024 * 1024;
/** More than a client takes at most. */
const BOMB_BYTES = 96 * MIB;
const LEVELS = 200_000;
const ENTITY_LEVELS = 12;

/** What no client may take whole: a network that cannot be used. */
const TOO_LARGE = {
  atOnce: { exit: 3, says: /cannot be reached: no answer: (the answer is larger|within)/ },
  halfWay: { exit: 3, says: /lost on the way: no answer: (the answer is larger|within)/ },
} as const;
/** A whole answer in good HTTP, and none of the documented ones: that is what rules are about. */
const WRONG: { readonly atOnce: Promised; readonly halfWay: Promised } = {
  atOnce: { exit: 3, says: /does not speak inforouter/ },
  halfWay: { exit: 3, says: /HTTP 200 whose answer|HTTP 200 with a body/, mayFail: true },
};

/** Servers whose answers are harmful to take, or no good once they are taken. */
export const BODIES: readonly Rudeness[] = [
  { name: "answers without end", act: ({ response }) => pour(response), ...TOO_LARGE },
  {
    name: "answers with a gzip bomb",
    act: bomb("gzip", () => gzipSync(Buffer.alloc(BOMB_BYTES), { level: 1 })),
    ...TOO_LARGE,
  },
  {
    name: "answers with a brotli bomb",
    act: bomb("br", () =>
      brotliCompressSync(Buffer.alloc(BOMB_BYTES), {
        params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
      }),
    ),
    ...TOO_LARGE,
  },
  {
    name: "answers with an entity bomb",
    act: (visit) => answerAll(visit, entityBomb(visit.elsewhere), "[".repeat(MIB)),
    ...WRONG,
  },
  {
    name: "answers with 200,000 levels of nesting",
    act: (visit) =>
      answerAll(
        visit,
        "<a>".repeat(LEVELS) + "</a>".repeat(LEVELS),
        "[".repeat(LEVELS) + "]".repeat(LEVELS),
      ),
    ...WRONG,
  },
  {
    name: "answers in invalid UTF-8",
    act: (visit) =>
      answerAll(
        visit,
        Buffer.from('<root success="true" error="\xff\xfe\xc0"/>', "latin1"),
        "\xff",
      ),
    ...WRONG,
  },
];

/** The same body for whatever is asked; a body of JSON for the service that speaks that. */
async function answerAll(
  { response, polite }: Visit,
  xml: string | Buffer,
  json: string,
): Promise<void> {
  const { headers } = await polite();
  const type = String(headers["content-type"] ?? "text/xml");
  response.writeHead(200, { "content-type": type });
  response.end(type.includes("json") ? Buffer.from(json, "latin1") : xml);
}

function pour(response: ServerResponse): void {
  const some = Buffer.alloc(MIB, "<");
  response.writeHead(200, { "content-type": "text/xml" });
  const more = (): void => {
    while (!response.destroyed && response.write(some));
  };
  response.on("drain", more);
  more();
}

/** Small on the wire; made once for each server. */
function bomb(encoding: string, make: () => Buffer): (visit: Visit) => void {
  let made: Buffer | undefined;
  return ({ response }) => {
    made ??= make();
    response.writeHead(200, { "content-type": "text/xml", "content-encoding": encoding });
    response.end(made);
  };
}

/** Entities of entities, and a description that would have to be fetched. */
function entityBomb(elsewhere: string): string {
  const entities = Array.from(
    { length: ENTITY_LEVELS },
    (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`,
  );
  const all = `&a${ENTITY_LEVELS};`;
  return `<!DOCTYPE root SYSTEM "${elsewhere}/x.dtd" [<!ENTITY a0 "a">${entities.join("")}]><root success="true" error="${all}">${all}</root>`;
}
