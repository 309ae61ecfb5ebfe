import { once } from "node:events";
import net from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ConnectionWatcher } from "../../src/proxy/connection-watcher.ts";
import { openTunnel } from "../../src/proxy/tunnel.ts";
import { listen } from "../wire/servers.ts";

interface Watched {
  readonly sent: Buffer[];
  readonly received: Buffer[];
}

/** A tunnel before a server that does what it is told with each connection. */
async function tunnelTo(serve: (socket: net.Socket) => void, allowHalfOpen = true) {
  const server = net.createServer({ allowHalfOpen }, serve);
  const port = await listen(server);
  const watched: Watched[] = [];
  const watch = (): ConnectionWatcher => {
    const own: Watched = { sent: [], received: [] };
    watched.push(own);
    const ignore = (): void => undefined;
    return {
      sent: (bytes) => void own.sent.push(bytes),
      received: (bytes) => void own.received.push(bytes),
      sentAll: ignore,
      receivedAll: ignore,
      closed: ignore,
    };
  };
  const upstream = { host: "127.0.0.1", port };
  const tunnel = await openTunnel({ host: "127.0.0.1", port: 0, upstream, watch });
  onTestFinished(() => tunnel.close());
  return { tunnel, watched, authority: `127.0.0.1:${port}` };
}

function connect(port: number, allowHalfOpen = true): net.Socket {
  const socket = net.connect({ host: "127.0.0.1", port, allowHalfOpen });
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function everythingOf(socket: net.Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of socket) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const ODD_REQUESTS = {
  "header lines in their order, case and number":
    "GET /a%2fb?x=%zz HTTP/1.1\r\nhOST: a\r\nX-B: 2\r\nx-b:1\r\nX-A:\t \r\n\r\n",
  "chunks with extensions and trailers":
    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n",
  "HTTP/1.0 without a Host": "GET / HTTP/1.0\r\n\r\n",
  "line feeds alone": "GET / HTTP/1.1\nHost: a\n\n",
  "both a length and chunks":
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "a folded header": "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
  "several requests at once":
    "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
  "no HTTP at all": "\u0000\u0001CONNEC\r\n\r\nxyz",
  "the beginning of CONNECT and no more": "CONN",
} as const;

const ODD_ANSWERS = {
  "answers of 1xx":
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n",
  "a body that ends with the connection": "HTTP/1.0 200 OK\r\nX-y: 1\r\nx-Y: 2\r\n\r\nall of it",
  "a body after 204": "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc",
  "chunks, extensions, trailers":
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\n\r\n5;q\r\nhello\r\n0\r\nT: v\r\n\r\n",
  "fewer bytes than announced": "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nless",
  "no HTTP at all": "\u0000\u00ff\r\nwhat?",
} as const;

describe("a tunnel", () => {
  it.each(Object.entries(ODD_REQUESTS))("passes on byte for byte: %s", async (_, text) => {
    const arrived: Promise<Buffer>[] = [];
    const { tunnel, watched } = await tunnelTo((socket) => {
      arrived.push(everythingOf(socket));
      socket.end("done");
    });
    const client = connect(tunnel.port);
    client.end(Buffer.from(text, "latin1"));
    expect((await everythingOf(client)).toString()).toBe("done");
    expect((await arrived[0])?.toString("latin1")).toBe(text);
    expect(Buffer.concat(watched[0]?.sent ?? []).toString("latin1")).toBe(text);
  });

  it.each(Object.entries(ODD_ANSWERS))("gives back byte for byte: %s", async (_, text) => {
    const { tunnel, watched } = await tunnelTo((socket) => {
      socket.once("data", () => socket.end(Buffer.from(text, "latin1")));
    });
    const client = connect(tunnel.port);
    client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect((await everythingOf(client)).toString("latin1")).toBe(text);
    expect(Buffer.concat(watched[0]?.received ?? []).toString("latin1")).toBe(text);
  });

  it("passes on the end of one side while the other still speaks", async () => {
    const { tunnel } = await tunnelTo((socket) => {
      socket.resume().once("end", () => socket.end("after your end"));
    });
    const client = connect(tunnel.port);
    client.end("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    expect((await everythingOf(client)).toString()).toBe("after your end");
  });

  it("passes on a client that resets its connection, behind what it sent before", async () => {
    let came = "";
    const failed = new Promise<string>((resolve) => {
      void tunnelTo((socket) => {
        socket.on("data", (bytes) => {
          came += bytes.toString();
        });
        socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""));
        socket.once("end", () => resolve("end"));
      }).then(async ({ tunnel }) => {
        const client = connect(tunnel.port);
        await once(client, "connect");
        client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
        setTimeout(() => client.resetAndDestroy(), 50);
      });
    });
    expect(await failed).toBe("ECONNRESET");
    expect(came).toMatch(/half$/);
  });

  it("passes on a server that resets its connection, behind what it said before", async () => {
    const { tunnel } = await tunnelTo((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        setTimeout(() => socket.resetAndDestroy(), 50);
      });
    });
    const client = net.connect({ host: "127.0.0.1", port: tunnel.port });
    let came = "";
    client.on("data", (bytes) => {
      came += bytes.toString();
    });
    client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const [error] = (await once(client, "error")) as [NodeJS.ErrnoException];
    expect(error.code).toBe("ECONNRESET");
    expect(came).toMatch(/half$/);
  });

  it("gives an answer that comes before the body of the request is there", async () => {
    const { tunnel } = await tunnelTo((socket) => {
      socket.once("data", () => socket.write("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n"));
      socket.on("error", () => undefined);
    });
    const client = connect(tunnel.port);
    client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nx");
    const [bytes] = (await once(client, "data")) as [Buffer];
    expect(bytes.toString()).toMatch(/^HTTP\/1\.1 413/);
  });

  it("takes from one side no more than the other side reads", async () => {
    let reader: net.Socket | undefined;
    const { tunnel, watched } = await tunnelTo((socket) => {
      reader = socket.pause();
    });
    const client = connect(tunnel.port);
    const size = 64 * 1024 * 1024;
    client.end(Buffer.alloc(size));
    // Long enough for all of it, if nobody held it back.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const taken = (): number =>
      (watched[0]?.sent ?? []).reduce((sum, { length }) => sum + length, 0);
    expect(taken()).toBeLessThan(size / 2);
    const all = everythingOf(reader as net.Socket);
    expect((await all).length).toBe(size);
    expect(taken()).toBe(size);
  });

  it("resets a client whose server is not there, and says why", async () => {
    const nobody = net.createServer();
    const port = await listen(nobody);
    await new Promise((resolve) => nobody.close(resolve));
    const ignore = (): void => undefined;
    const tunnel = await openTunnel({
      host: "127.0.0.1",
      port: 0,
      upstream: { host: "127.0.0.1", port },
      watch: () => ({
        sent: ignore,
        received: ignore,
        sentAll: ignore,
        receivedAll: ignore,
        closed: ignore,
      }),
    });
    const client = connect(tunnel.port);
    client.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    await new Promise((resolve) => client.once("close", resolve));
    expect(tunnel.unreached()).toEqual({ times: 1, why: expect.stringContaining("ECONNREFUSED") });
    await tunnel.close();
  });
});

describe("a tunnel that is asked by CONNECT", () => {
  it("connects to its own server, of which only what follows is seen", async () => {
    const { tunnel, watched, authority } = await tunnelTo((socket) => {
      socket.once("data", (bytes) => socket.end(bytes));
    });
    const client = connect(tunnel.port);
    for (const piece of ["CON", `NECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n`, "\r\n"]) {
      client.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const [welcome] = (await once(client, "data")) as [Buffer];
    expect(welcome.toString()).toBe("HTTP/1.1 200 OK\r\n\r\n");
    client.write("GET / HTTP/1.1\r\n\r\n");
    expect((await everythingOf(client)).toString()).toBe("GET / HTTP/1.1\r\n\r\n");
    expect(Buffer.concat(watched[0]?.sent ?? []).toString()).toBe("GET / HTTP/1.1\r\n\r\n");
  });

  it("refuses any other", async () => {
    const reached: string[] = [];
    const { tunnel } = await tunnelTo((socket) => {
      socket
        .on("data", (bytes) => void reached.push(bytes.toString()))
        .once("end", () => socket.end());
    });
    const client = connect(tunnel.port);
    client.write(
      "CONNECT example.com:80 HTTP/1.1\r\nHost: example.com:80\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    );
    expect((await everythingOf(client)).toString()).toMatch(/^HTTP\/1\.1 403 /);
    expect(reached).toEqual([]);
  });
});
