/** How a POST form carries bytes: in base64 as any other field, or as a file of multipart. */
export type BytesInForms = "base64-form" | "multipart";
