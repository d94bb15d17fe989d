import type { ChoiceItem } from "../../../forms/field.ts";
import {
  agedAcronym,
  type Definition,
  itemsOnForm,
  OCCASIONS,
  type Occasion,
  type Series,
} from "../../../measures/index.ts";
import type { Offered } from "../../registry/index.ts";
import { ROUTES } from "../programme.ts";
import { type Asked, choose, isAskable } from "./asked.ts";

/** What a plan's form offers: what may be ticked, in order; what is on and can't be asked yet, with why; and how many are off. */
export type Choices = { items: (ChoiceItem & { hint: { text: string } })[]; notYet: string[]; off: number };

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

const nameOf = (series: Series): string =>
  series.members.length === 1
    ? `${series.members[0].acronym}: ${series.members[0].title}`
    : `${series.members.map(agedAcronym).join(" or ")}: the one for the child’s age when the first is asked`;

const sizeSaid = (definition: Definition): string => {
  const items = itemsOnForm(definition, definition.forms[0]!.id).length;
  const minutes = counted(definition.minutes.value, "minute");
  return items === 0 ? `About ${minutes}` : `${counted(items, "item")}, about ${minutes}`;
};

/** "Before, after, at follow-up". */
export const occasionsSaid = ({ on }: Pick<Asked, "on">): string => {
  const inOrder = (Object.keys(OCCASIONS) as Occasion[]).filter((occasion) => on.has(occasion));
  const said = inOrder.map((occasion) => OCCASIONS[occasion].toLowerCase()).join(", ");
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
};

/** Of a programme whose route is not chosen yet: what another route asks otherwise. */
const byRoute = ({ series, on }: Asked): string[] =>
  Object.entries(ROUTES).flatMap(([route, said]) => {
    const [asked] = choose([], [series.id], route);
    const isOther = asked && occasionsSaid(asked) !== occasionsSaid({ on });
    return isOther ? [`${said}: ${occasionsSaid(asked).toLowerCase()}.`] : [];
  });

function hintOf({ series, on, permitted, barred }: Offered, asked: Asked, route: string | null): string {
  return [
    `Answered by the carer, about ${series.members[0].about === "child" ? "the child" : "themselves"}. ${sizeSaid(series.members[0])}. ${occasionsSaid(asked)}.`,
    ...(route === null ? byRoute(asked) : []),
    ...(on ? [] : ["Switched off since this plan was written: it stays until you untick it."]),
    permitted,
    ...barred,
  ].join(" ");
}

/**
 * What the plan's form of a programme offers: every questionnaire that is on, with who answers, how long it is, when it is asked and
 * what its licence permits today, and whatever the plan before asks. `route` is null while it is not chosen.
 */
export function choicesOf(offered: readonly Offered[], before: readonly Asked[], route: string | null): Choices {
  const had = new Map(before.map((asked) => [asked.series.id, asked]));
  const may = offered.filter((one) => (one.on || had.has(one.series.id)) && isAskable(one.series));
  const ids = may.map(({ series }) => series.id);
  const byId = new Map(may.map((one) => [one.series.id, one]));
  const items = choose(before, ids, route ?? "").flatMap((asked) => {
    const one = byId.get(asked.series.id);
    return one
      ? [{ value: asked.series.id, text: nameOf(asked.series), hint: { text: hintOf(one, asked, route) } }]
      : [];
  });
  const notYet = offered
    .filter((one) => one.on && !isAskable(one.series))
    .map(
      ({ series }) =>
        `${nameOf(series)}. Answered by a ${series.members[0].informants.codes.join(" or ").replaceAll("-", " ")}: plans ask carers only, so far.`,
    );
  return { items, notYet, off: offered.filter(({ on }) => !on).length };
}
