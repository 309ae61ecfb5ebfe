import { defineGenerator } from "./define-generator.ts";
import { GUID_FORMS, isGuidForm } from "./rewrite-guid.ts";
import { simplestFirst } from "./simplest-first.ts";

/** "Which textual GUID forms count as valid" (DUH-21, DDH-20). */
export const guidForm = defineGenerator({
  name: "guid.form",
  title: "Names of textual forms of a GUID, for { guid-form: { form: $form, of: $handler } }.",
  arbitrary: () => simplestFirst(GUID_FORMS),
  table: () => GUID_FORMS,
  holds: isGuidForm,
});
