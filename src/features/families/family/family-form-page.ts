import type { FormProblem } from "../../../forms/form.ts";
import { type FormPage, formPage } from "../../../forms/form-page.ts";
import { familyPaths } from "../paths.ts";

const wayBack = ({ caption, cancelHref }: FormPage) =>
  caption === undefined
    ? {}
    : {
        breadcrumbs: [
          { text: "Families", href: familyPaths.list },
          { text: caption, href: cancelHref },
        ],
      };

/** A page about a family that is one form: the caption says whom it is about, and leads back. */
export const familyFormPage = (form: FormProblem | undefined, given: FormPage) => ({
  ...wayBack(given),
  ...formPage(form, given),
});
