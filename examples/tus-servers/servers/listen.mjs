import { mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";

/**
 * `node servers/NAME.mjs PORT FOLDER`: where to listen, on 127.0.0.1 only, and where uploads are kept.
 * The folder is emptied, so that nothing of an earlier run is found.
 */
const [, , port = "0", folder = "data/uploads"] = process.argv;

/** An empty folder for uploads. */
export function emptyFolder() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Serves every request by this handler, as the packages' own documentation shows it. */
export function listen(handle) {
  const server = createServer((request, response) => handle(request, response));
  server.listen(Number(port), "127.0.0.1", () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}/files`);
  });
}
