import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the measured clients all call: as little work as an answer takes. */
const BAD_REQUEST = '<response success="false" error="bad Request" />';
const DONE = '<response success="true" error="" />';
const TICKET = `<response success="true" error="" ticket="${"0123456789abcdef".repeat(2)}" />`;
const HANDLER = /[?&]UploadHandler=[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:&|$)/i;
const HEADERS = { "content-type": "text/xml; charset=utf-8" };

const server = createServer((request, response) => {
  const url = request.url ?? "";
  request.resume();
  const text = url.includes("/AuthenticateUser") ? TICKET : HANDLER.test(url) ? DONE : BAD_REQUEST;
  response.writeHead(200, HEADERS).end(text);
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
