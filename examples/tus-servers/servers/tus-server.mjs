// @tus/server with its file store, as its documentation starts it.
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { emptyFolder, listen } from "./listen.mjs";

const datastore = new FileStore({ directory: emptyFolder() });
const server = new Server({ path: "/files", datastore });
listen((request, response) => server.handle(request, response));
