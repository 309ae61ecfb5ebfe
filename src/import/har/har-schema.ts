const text = { type: "string" };
const size = { type: "integer", minimum: -1 };
const headers = {
  type: "array",
  items: {
    type: "object",
    required: ["name", "value"],
    properties: { name: text, value: text },
  },
};

/** What is read of an HTTP Archive (HAR 1.2, also as 1.1 has it), as JSON Schema. Everything else may stand there. */
export const HAR_SCHEMA = {
  type: "object",
  required: ["log"],
  properties: {
    log: {
      type: "object",
      required: ["entries"],
      properties: {
        version: text,
        entries: {
          type: "array",
          items: {
            type: "object",
            required: ["request", "response"],
            properties: {
              startedDateTime: text,
              time: { type: ["number", "null"] },
              request: {
                type: "object",
                required: ["method", "url", "headers"],
                properties: {
                  ...{ method: text, url: text, headers },
                  postData: {
                    type: "object",
                    properties: { mimeType: text, text, encoding: text, comment: text },
                  },
                  bodySize: size,
                },
              },
              response: {
                type: "object",
                required: ["status", "headers", "content"],
                properties: {
                  status: { type: "integer", minimum: 0 },
                  headers,
                  content: {
                    type: "object",
                    properties: { size, text, encoding: text },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
