import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { createLines, type Lines } from "../../src/wire/client/lines.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const BAD = "HTTP/1.1 400 Bad\r\nContent-Length: 3\r\n\r\nbad";

const opened: (net.Server | Lines)[] = [];
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** A server that says what it is told to whatever comes, and how to send to it over one connection. */
async function serving(answer: (socket: net.Socket, count: number) => void, timeoutMs = 2000) {
  let connections = 0;
  const server = net.createServer((socket) => {
    connections++;
    let count = 0;
    socket.on("error", () => {});
    socket.on("data", () => answer(socket, ++count));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const lines = createLines();
  opened.push(server, lines);
  const send = async (name = "one") => {
    const request = { url, pieces: [Buffer.from("POST / HTTP/1.1\r\n\r\n")] };
    const reply = await lines.send(request, name, { timeoutMs, allowedOrigins: [url] });
    return reply.kind === "response" ? String(reply.status) : reply.code;
  };
  return { send, connections: () => connections, lines, url };
}

test("requests of one name share a connection, those of another have their own", async () => {
  const { send, connections } = await serving((socket) => socket.write(OK));
  expect([await send(), await send(), await send("other")]).toEqual(["200", "200", "200"]);
  expect(connections()).toBe(2);
});

test("what comes unasked behind an answer is the answer to the next request", async () => {
  const { send } = await serving((socket) => socket.write(OK + BAD));
  expect([await send(), await send()]).toEqual(["200", "400"]);
});

test("a connection that the server closes is made anew", async () => {
  const { send, connections } = await serving((socket) => socket.end(OK));
  expect(await send()).toBe("200");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await send()).toBe("200");
  expect(connections()).toBe(2);
});

test("Connection: close in an answer counts at once", async () => {
  const { send, connections } = await serving((socket) =>
    socket.write(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")),
  );
  expect([await send(), await send()]).toEqual(["200", "200"]);
  expect(connections()).toBe(2);
});

test("that an idle connection is closed with 408 is no answer", async () => {
  const { send } = await serving((socket, count) => {
    socket.write(OK);
    if (count === 1) socket.end("HTTP/1.1 408 Late\r\nContent-Length: 0\r\n\r\n");
  });
  expect(await send()).toBe("200");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await send()).toBe("200");
});

test("requests at once are answered in their order", async () => {
  const { send } = await serving((socket, count) => {
    if (count === 1) socket.write(OK + BAD);
  });
  expect(await Promise.all([send(), send()])).toEqual(["200", "400"]);
});

test("a request that waits for the next goes out in one packet with it, or alone when none comes", async () => {
  const packets: string[] = [];
  const { lines, url } = await serving(() => undefined);
  const server = net.createServer((socket) => {
    socket.on("data", (packet) => {
      packets.push(packet.toString());
      socket.write(OK.repeat(packet.toString().split("POST").length - 1));
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = new URL(url);
  at.port = String((server.address() as net.AddressInfo).port);
  const options = { timeoutMs: 2000, allowedOrigins: [at.href] };
  const asking = (more: object) =>
    lines.send(
      { url: at.href, pieces: [Buffer.from("POST "), Buffer.from("x")], ...more },
      "one",
      options,
    );
  await Promise.all([asking({ withNext: true }), asking({})]);
  await asking({ withNext: true });
  expect(packets).toEqual(["POST xPOST x", "POST x"]);
});

test("a request that gets nothing is late, and one whose connection closes is reset", async () => {
  const silent = await serving(() => undefined, 100);
  expect(await silent.send()).toBe("timeout");
  const closing = await serving((socket) => socket.destroy());
  expect(await closing.send()).toBe("reset");
});

test("bytes that are no HTTP are told as that", async () => {
  const { send } = await serving((socket) => socket.write("no HTTP\r\n\r\n"));
  expect(await send()).toBe("bad-http");
});

test("nothing is sent to an origin that is not allowed", async () => {
  const { lines, url } = await serving((socket) => socket.write(OK));
  const sent = lines.send({ url, pieces: [] }, "x", { timeoutMs: 100, allowedOrigins: [] });
  await expect(sent).rejects.toThrow(/not an allowed origin/);
});
