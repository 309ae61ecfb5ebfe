import type { Target } from "../../model/target.ts";

/** What the running reference server says about itself, as far as a target needs it. */
export interface EmbeddedServer {
  readonly inforouter: {
    readonly baseUrl: string;
    readonly users: {
      readonly owner: { readonly uid: string; readonly pwd: string };
      readonly stranger: { readonly uid: string; readonly pwd: string };
    };
    readonly expiredTicket: string;
    readonly documents: { readonly readable: string };
    readonly folders: { readonly writable: string };
    readonly probes: { readonly stagingDir: string };
  };
  readonly apidatatools: {
    readonly baseUrl: string;
    readonly keys: { readonly owner: string; readonly stranger: string };
    readonly createUpload: {
      readonly method: string;
      readonly path: string;
      readonly json?: unknown;
      readonly id: string;
    };
    readonly listUploads: { readonly method: string; readonly path: string; readonly ids: string };
    readonly probes: { readonly objectDir?: string };
  };
}

/** An embedded target, now that its server runs: with both services filled in. */
export function embeddedTarget(target: Target, server: EmbeddedServer): Target {
  const { inforouter, apidatatools } = server;
  return {
    ...target,
    services: {
      inforouter: {
        baseUrl: inforouter.baseUrl,
        bindings: ["get", "post", "soap11"],
        soapSpelling: "documented",
        users: inforouter.users,
        expiredTicket: inforouter.expiredTicket,
        operations: { absent: [] },
        documents: inforouter.documents,
        folders: inforouter.folders,
        chunkEncoding: "base64-form",
        probes: inforouter.probes,
      },
      apidatatools: {
        baseUrl: apidatatools.baseUrl,
        keys: apidatatools.keys,
        createUpload: apidatatools.createUpload,
        listUploads: apidatatools.listUploads,
        operations: { absent: [] },
        probes: apidatatools.probes,
      },
    },
  };
}
