import type { Promised, Rudeness } from "./rudeness.ts";

const UNREADABLE: { readonly atOnce: Promised; readonly halfWay: Promised } = {
  atOnce: { exit: 3, says: /cannot be reached: no answer: the answer is not HTTP/ },
  halfWay: { exit: 3, says: /lost on the way: no answer: the answer is not HTTP/ },
};
const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/xml\r\n";

/** Writes what no HTTP server writes, and leaves the connection open. */
const raw =
  (text: string): Rudeness["act"] =>
  ({ response }) =>
    void response.socket?.write(text);

/** Servers that do not speak HTTP as it is written. */
export const BROKEN_HTTP: readonly Rudeness[] = [
  { name: "writes no status line", act: raw("220 mail.example ESMTP\r\n"), ...UNREADABLE },
  { name: "writes a status that is none", act: raw("HTTP/1.1 9999 Over\r\n\r\n"), ...UNREADABLE },
  {
    name: "writes a chunk size that is none",
    act: raw(`${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n<root/>\r\n0\r\n\r\n`),
    ...UNREADABLE,
  },
  {
    name: "writes two different lengths",
    act: raw(`${HEAD}content-length: 5\r\ncontent-length: 7\r\n\r\n<root/>`),
    ...UNREADABLE,
  },
  {
    name: "announces more than it sends",
    act: raw(`${HEAD}content-length: 5000\r\n\r\n<root/>`),
    atOnce: { exit: 3, says: /cannot be reached: no answer: within \d+ ms only 7 bytes/ },
    halfWay: { exit: 3, says: /lost on the way: no answer: within \d+ ms only 7 bytes/ },
  },
  {
    name: "sends more than it announces",
    act: async ({ response, polite }) => {
      const { body } = await polite();
      response.socket?.write(`${HEAD}content-length: ${Math.floor(body.length / 2)}\r\n\r\n`);
      response.socket?.write(body);
    },
    atOnce: { exit: 3, says: /does not speak inforouter|cannot be reached/ },
    halfWay: { exit: 3, says: /HTTP 200 whose|HTTP 200 with|lost on the way/, mayFail: true },
  },
  {
    name: "sends interim answers without end",
    act: ({ response }) => {
      const more = (): void => {
        while (!response.destroyed && response.socket?.write("HTTP/1.1 102 Processing\r\n\r\n"));
      };
      response.socket?.on("drain", more);
      more();
    },
    atOnce: { exit: 3, says: /cannot be reached: no answer: within \d+ ms no answer came/ },
    halfWay: { exit: 3, says: /lost on the way: no answer: within \d+ ms no answer came/ },
  },
  {
    name: "sends headers without end",
    act: ({ response }) => {
      const line = `x-more: ${"a".repeat(1000)}\r\n`;
      response.socket?.write(HEAD);
      const more = (): void => {
        while (!response.socket?.destroyed && response.socket?.write(line));
      };
      response.socket?.on("drain", more);
      more();
    },
    atOnce: { exit: 3, says: /cannot be reached: no answer: the answer is larger/ },
    halfWay: { exit: 3, says: /lost on the way: no answer: the answer is larger/ },
  },
];
