import type { Property } from "../run/case/property.ts";
import { equivalence } from "./relation/equivalence.ts";
import { TYPED_FORMS } from "./relation/form-variants.ts";

/** What the forms of browsers say of themselves, and other clients do not. */
export const typedForms: Property = equivalence(
  {
    name: "relation-typed-forms",
    title: "The same form with a charset behind its media type gets the same answer.",
  },
  TYPED_FORMS,
);
