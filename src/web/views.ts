import { Eta } from "eta/core";
import { assets } from "../generated/assets.js";
import { views } from "../generated/views.js";
import { etaOptions } from "./eta-options.ts";
import { isolateNames } from "./isolate.ts";
import { attributesHtml, classesHtml, contentHtml, translationHtml } from "./markup.ts";
import { isChosen, question } from "./question.ts";

/** Eta with what templates may call as `this.…`. */
class ViewEngine extends Eta {
  attributes = attributesHtml;
  classes = classesHtml;
  content = contentHtml;
  translation = translationHtml;
  question = question;
  isChosen = isChosen;
}

const engine = new ViewEngine(etaOptions);

/** Takes templates in, in place of those of the same names: at the start, and while a developer changes them. */
export function takeViews(templates: typeof views): void {
  for (const [name, template] of Object.entries(templates)) engine.loadTemplate(name, template);
}
takeViews(views);

/** Is there a template of this name ("@referrals/acts/declining")? */
export const hasView = (name: string): boolean => Object.hasOwn(views, name);

/** Names of all templates, for the tests that walk over them. */
export const viewNames = (): string[] => Object.keys(views);

/**
 * HTML of one template. The model's `layout` ("@layouts/page", "@layouts/fragment") decides what surrounds it;
 * `assets`, the addresses of styles and scripts, are added, and what is written from right to left is isolated. Throws when
 * the template is missing or breaks: a bug.
 */
export function render(name: string, model: object): string {
  return isolateNames(engine.render(name, { assets, ...model }));
}
