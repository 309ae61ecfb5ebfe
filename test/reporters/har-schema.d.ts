declare module "har-schema" {
  /** The JSON Schemas (draft 6) of HAR 1.2 by name; `har` is the whole. */
  const schemas: Readonly<Record<string, object>> & { readonly har: object };
  export default schemas;
}
