/**
 * A targets.json to start with: `reference`, which can be judged at once, and `mine`, which shows
 * every field that most servers need. It is valid as it stands.
 *
 * @param schema path of `targets.schema.json` from the new file's folder
 */
export function initialTargetsFile(schema: string): string {
  return `// The servers that \`npx assay run\` judges. Comments and trailing commas are fine.
// \${NAME} and \${NAME:-default} take environment variables, also from a .env file beside this one.
{
  "$schema": ${JSON.stringify(schema)},

  // Judged when --target is not given; a list of names is possible, "all" is every target.
  "default": "reference",

  "targets": {
    // The built-in server, started in the run on a free port. Good for a first look.
    "reference": { "embedded": true },

    // Your server: \`npx assay check --target mine\`, then \`npx assay run --target mine\`.
    "mine": {
      "description": "My server",
      "services": {
        // Leave a service out that your server does not offer.
        "inforouter": {
          // The address to which the name of an operation is added, without ?WSDL.
          "baseUrl": "\${MINE_URL:-http://127.0.0.1:8080/srv.asmx}",
          // Two ordinary users. Without the stranger, rules about foreign handlers are not judged.
          "users": {
            "owner": { "uid": "\${MINE_OWNER:-alice}", "pwd": "\${MINE_OWNER_PASSWORD:-}" },
            "stranger": { "uid": "\${MINE_STRANGER:-bob}", "pwd": "\${MINE_STRANGER_PASSWORD:-}" }
          },
          // A ticket that was valid once; when it is empty, one is ended by LogOut.
          "expiredTicket": "\${MINE_EXPIRED_TICKET:-}",
          // Operations that your server does not offer, such as "UploadDocument": \`npx assay check\`
          // finds them, and prints this line.
          "operations": { "absent": [] },
          // A document that the owner may read, and a folder for what the run uploads.
          "documents": { "readable": "\${MINE_DOCUMENT:-}" },
          "folders": { "writable": "\${MINE_FOLDER:-}" }
        },
        "apidatatools": {
          "baseUrl": "\${MINE_UPLOADS_URL:-http://127.0.0.1:8080}",
          // The API keys of two users.
          "keys": { "owner": "\${MINE_KEY:-}", "stranger": "\${MINE_OTHER_KEY:-}" },
          // How an upload comes into being; or { "pool": ["upl_..."] } or { "command": ["..."] }.
          "createUpload": {
            "method": "POST",
            "path": "/upload-api",
            "json": { "filename": "assay.json" },
            "id": "/upload_id"
          },
          "listUploads": {
            "method": "GET",
            "path": "/list-uploads-api",
            "ids": "/uploads/*/upload_id"
          }
        }
      },
      // 0 requests a second is no limit.
      "limits": { "requestsPerSecond": 0, "concurrency": 8, "timeoutMs": 10000 },
      // read-only creates nothing that lasts; sandbox cleans up what it creates and writes only
      // into the writable folder; full adds what is hostile or load-like.
      "safety": "sandbox",
      // On any other host than this machine: true says that you may test it.
      "authorized": false
    }
  }
}
`;
}
