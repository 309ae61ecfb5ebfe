// node-uploadx, the predecessor of @uploadx/core: its tus handler on the disk.
import { Tus } from "node-uploadx";
import { emptyFolder, listen } from "./listen.mjs";

const tus = new Tus({ directory: emptyFolder(), path: "/files" });
listen((request, response) => tus.handle(request, response));
