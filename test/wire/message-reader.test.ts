import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMessages } from "../../src/wire/message-reader.ts";

/** What is read of a text that comes in pieces of some sizes. */
function read(
  kind: "request" | "response",
  text: string,
  sizes: readonly number[] = [text.length],
) {
  const told: string[] = [];
  const reader = readMessages(kind, {
    head: ({ method, target, status, lines }) => {
      told.push(
        `${method}${status || ""} ${target} ${lines.map((line) => line.join("=")).join("&")}`,
      );
      return false;
    },
    body: (bytes) => {
      // Bodies come in whatever pieces: only all of it counts.
      if (told.at(-1)?.startsWith("body ")) told.push(`${told.pop()}${bytes.toString("latin1")}`);
      else told.push(`body ${bytes.toString("latin1")}`);
    },
    end: (trailers) => void told.push(`end ${trailers.join()}`),
    broken: (why) => void told.push(`broken: ${why}`),
  });
  const bytes = Buffer.from(text, "latin1");
  let at = 0;
  for (const size of sizes) {
    reader.read(bytes.subarray(at, at + size));
    at += size;
  }
  reader.read(bytes.subarray(at));
  reader.ended();
  return told;
}

const CHUNKED =
  "POST /a?b HTTP/1.1\r\nHost: x\r\nX-é: 1\r\n\r\n".replace("X-é: 1\r\n", "x-A:  é \r\n") +
  "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n3;q=1\r\nabc\r\n2\r\nde\r\n0\r\nT: 9\r\n\r\n" +
  "POST /d HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nwxyz";
const READ = [
  "POST /a?b Host=x&x-A=é",
  "end ",
  "PUT /c Host=x&Transfer-Encoding=Chunked",
  "body abcde",
  "end T,9",
  "POST /d Host=x&Content-Length=4",
  "body wxyz",
  "end ",
];

describe("reading messages", () => {
  it("gives them in their order, framing taken off", () => {
    expect(read("request", CHUNKED)).toEqual(READ);
  });

  it("gives the same whatever packets they come in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 40 }), (sizes) => {
        expect(read("request", CHUNKED, sizes)).toEqual(READ);
      }),
    );
  });

  it("never throws, whatever comes", () => {
    const word = fc.constantFrom(
      "GET / HTTP/1.1",
      "\r\n",
      "\n",
      ":",
      "Host: x",
      "chunked",
      "0",
      "\u0000",
    );
    const noise = fc.oneof(word, fc.string({ unit: "binary", maxLength: 8 }));
    fc.assert(
      fc.property(
        fc.constantFrom("request" as const, "response" as const),
        fc.array(noise, { maxLength: 16 }),
        (kind, parts) => {
          expect(Array.isArray(read(kind, parts.join("")))).toBe(true);
        },
      ),
    );
  });

  it("takes the end of the connection for the end of a body without a length", () => {
    expect(read("response", "HTTP/1.1 200 OK\r\nA: b\r\n\r\nrest")).toEqual([
      "200  A=b",
      "body rest",
      "end ",
    ]);
  });

  it.each([
    ["a line feed alone", "GET / HTTP/1.1\nHost: x\r\n\r\n"],
    [
      "two lengths",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
    ],
    ["a length with a sign", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\nx"],
    [
      "a length and chunks",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    [
      "another coding",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    ],
    [
      "a chunk without a length",
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
    ],
    ["no Host", "GET / HTTP/1.1\r\n\r\n"],
    ["two Hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"],
    ["a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n"],
    ["a folded line", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n"],
    ["another version", "GET / HTTP/2.0\r\nHost: x\r\n\r\n"],
    [
      "another protocol",
      "GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
    ],
    ["no request", "hello\r\n\r\n"],
    ["an end in the middle", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nxy"],
  ])("tells of a request with %s that it cannot be read, once", (_, text) => {
    const told = read("request", text);
    expect(told.filter((one) => one.startsWith("broken: "))).toHaveLength(1);
    expect(told.some((one) => one.startsWith("end"))).toBe(false);
  });
});
