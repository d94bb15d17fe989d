import { typedValues } from "../forms/form.ts";
import { type AppContext, page } from "./factory.ts";
import type { Ownership } from "./form-key.ts";

const HIDDEN = new Set(["key", "version"]);

/** "safeToCall" as "Safe to call": a form that is shown apart from its page has only the names of its fields. */
const labelOf = (name: string): string => {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", ", ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Everything that was typed into the form, to be read and copied; nothing of it was saved. */
const rowsOf = (data: FormData) =>
  Object.entries(typedValues(data))
    .filter(
      ([name, value]) =>
        !HIDDEN.has(name) && !/password/i.test(name) && [value].flat().some((text) => text.trim() !== ""),
    )
    .map(([name, value]) => ({ key: { text: labelOf(name) }, value: { lines: [value].flat() } }));

type Said = { title: string; sentence: string; href: string; link: string };

const keptText = async (c: AppContext, said: Said, isShown: boolean) =>
  page(c, "@errors/kept-text", { ...said, rows: isShown ? rowsOf(await c.req.formData()) : [] } as never, 409);

/** A form that was made for another role or organisation of one's own, or for somebody else, whose text is not shown. */
export const madeForAnother = (c: AppContext, ownership: Exclude<Ownership, "own">) =>
  ownership === "another-person"
    ? keptText(
        c,
        {
          title: "This form was somebody else’s",
          sentence:
            "It was opened by another person who was signed in here before. Nothing was saved. Open the page again to fill it in as yourself.",
          href: c.req.path,
          link: "Open the page again",
        },
        false,
      )
    : keptText(
        c,
        {
          title: "You opened this form in another role",
          sentence: `You now act for ${c.var.actor.organisationName}. When you opened the form you acted in another role or for another organisation, so nothing was saved. Change back to that role to save it, or open the page again to fill it in here.`,
          href: c.req.path,
          link: "Open the page again",
        },
        true,
      );

/** A form that was saved before, sent once more with other words: never a success, and never a second record. */
export const savedBefore = (c: AppContext, location: string) =>
  keptText(
    c,
    {
      title: "This form was saved already",
      sentence:
        "It was saved the first time you sent it, with what it held then. What you typed since is not saved. Open what was saved, and change it there.",
      href: location,
      link: "Open what was saved",
    },
    true,
  );
