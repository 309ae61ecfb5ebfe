// tus-node-server, the predecessor of @tus/server, with its file store.
import tus from "tus-node-server";
import { emptyFolder, listen } from "./listen.mjs";

const server = new tus.Server({ path: "/files" });
// Without a store of its own for what it knows of uploads it would write into the user's home.
server.datastore = new tus.FileStore({ directory: emptyFolder(), configstore: new Map() });
listen((request, response) => server.handle(request, response));
