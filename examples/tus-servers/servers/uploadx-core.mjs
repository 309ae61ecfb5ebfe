// @uploadx/core: its tus handler on the disk. `targets.json` gives every upload a file name of its own: of one
// without a name this version makes a URL that it then refuses itself.
import { Tus } from "@uploadx/core";
import { emptyFolder, listen } from "./listen.mjs";

const tus = new Tus({ directory: emptyFolder(), path: "/files", logLevel: "none" });
listen((request, response) => tus.handle(request, response));
