// @uploadx/core: its tus handler on the disk.
import { Tus } from "@uploadx/core";
import { emptyFolder, listen } from "./listen.mjs";

const tus = new Tus({
  directory: emptyFolder(),
  path: "/files",
  // Whoever may read an upload is told by who made it; here everyone is the same user.
  userIdentifier: () => "assay",
  logLevel: "none",
});
listen((request, response) => tus.handle(request, response));
