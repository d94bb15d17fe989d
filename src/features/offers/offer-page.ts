import { type Day, longDay } from "../../domain/calendar.ts";
import { NOT_OFFERED_REASONS, SUPPORTS } from "../../domain/support.ts";
import { countedField, dateField, errorList, radios, select } from "../../forms/field.ts";
import { BLANK, type FormProblem } from "../../forms/form.ts";
import { type Family, familyPaths, nameOf } from "../families/index.ts";
import type { ExplainedQuestion } from "./explained.ts";
import type { LedTo } from "./led-to-queries.ts";
import {
  DECLINED_REASONS,
  FIRST_STATES,
  nextStates,
  OFFER_STATES,
  type Offer,
  type OfferFeedback,
  type OfferHistory,
  reasonSaid,
} from "./offer.ts";
import { LONGEST_NOTE } from "./offer-form.ts";
import { offerPaths } from "./paths.ts";

export const namesOf = (people: Family["carers"]) =>
  Object.fromEntries(people.map((person) => [person.id, nameOf(person)]));

export const familyCrumbs = (family: Family) => [
  { text: "Families", href: familyPaths.list },
  { text: family.carers.map(nameOf).join(" and ") || family.reference, href: familyPaths.show(family.id) },
];

const crumbs = (family: Family) => [...familyCrumbs(family), { text: "Support", href: offerPaths.list(family.id) }];

const NEXT_WORDS = {
  ...OFFER_STATES,
  offered: "Offered (again)",
  "no-reply": "Asked again, no reply",
  ended: "Ended",
} as const;

/** What is asked with each step: the day, the reasons that some states need, a note. */
const stepFields = (form: FormProblem) => ({
  onDay: dateField("onDay", form),
  declinedReason: select("declinedReason", DECLINED_REASONS, form),
  notOfferedReason: select("notOfferedReason", NOT_OFFERED_REASONS, form),
  note: countedField("note", LONGEST_NOTE, form),
});

type Given = { carer?: string | undefined; support?: string | undefined };

const firstValues = (family: Family, given: Given, today: Day): FormProblem => ({
  values: {
    carerId: given.carer ?? (family.carers.length === 1 ? family.carers[0]!.id : ""),
    childId: family.children.length === 1 ? family.children[0]!.id : "",
    support: given.support ?? "",
    state: "offered",
    onDay: today,
  },
  errors: [],
});

/** A new offer, or that a carer was told of a kind of support, or why it was not offered. */
export function openingPage(family: Family, given: Given, today: Day, problem?: FormProblem) {
  const form = problem ?? firstValues(family, given, today);
  return {
    title: "Record support",
    errors: errorList(form),
    breadcrumbs: crumbs(family),
    cancelHref: offerPaths.list(family.id),
    carerId: radios("carerId", namesOf(family.carers), form),
    childId: select("childId", namesOf(family.children), form, "Not about one child"),
    support: radios("support", SUPPORTS, form),
    state: radios("state", FIRST_STATES, form),
    ...stepFields(form),
  };
}

const said = (event: OfferHistory) => [reasonSaid(event.reason), event.note].filter(Boolean).join(". ");

const timelineOf = (events: readonly OfferHistory[]) =>
  [...events].reverse().map((event) => ({
    label: { text: OFFER_STATES[event.state] },
    byline: { text: event.byName ?? "Kinstep" },
    datetime: { timestamp: event.onDay, text: longDay(event.onDay) },
    text: said(event),
  }));

const title = (offer: Offer, family: Family) =>
  `${SUPPORTS[offer.support]}: ${namesOf(family.carers)[offer.carerId] ?? family.reference}`;

const REFERRED_ON = ["parenting", "cbt"];

type Explained = { question: ExplainedQuestion | null; said: OfferFeedback | undefined };

const explainedRow = ({ question, said }: Explained) =>
  said && question
    ? [{ key: { text: question.ask }, value: { text: question.codes[said.value] ?? String(said.value) } }]
    : [];

type After = { offer: Offer; family: Family; referrals: readonly LedTo[] };

/** What comes next of an offer, whatever was said to it: there is always something else, and a carer may change their mind. */
function stepsAfter({ offer, family, referrals }: After) {
  const led = referrals.find(({ isOpen }) => isOpen);
  const isReferredOn = REFERRED_ON.includes(offer.support);
  const other = { text: "Tell the carer what else there is", href: offerPaths.telling(family.id, offer.carerId) };
  if (led) return [{ text: `Go on with referral ${led.reference}`, href: offerPaths.referral(led.id) }, other];
  if (offer.state === "accepted" && isReferredOn)
    return [{ text: "Start the referral", href: offerPaths.startReferral(offer.id) }, other];
  if (offer.state === "offered" || offer.state === "no-reply")
    return [{ text: "Record what the carer says", href: offerPaths.reply(offer.id) }, other];
  if (offer.state === "told" || offer.state === "not-offered")
    return [{ text: "Offer it", href: offerPaths.reply(offer.id) }, other];
  return [other, { text: "Ask again what things are like at home", href: offerPaths.newCheck(family.id) }];
}

/** One offer with everything said about it, and what can follow. */
export function offerPage(
  offer: Offer,
  family: Family,
  events: readonly OfferHistory[],
  explained: Explained,
  referrals: readonly LedTo[],
) {
  const last = events.at(-1)!;
  const child = offer.childId && namesOf(family.children)[offer.childId];
  return {
    title: title(offer, family),
    breadcrumbs: crumbs(family),
    notices: { moved: "Saved", opened: "Saved" },
    rows: [
      { key: { text: "State" }, value: { tag: { text: OFFER_STATES[offer.state] } } },
      ...(child ? [{ key: { text: "About" }, value: { text: child } }] : []),
      { key: { text: "Since" }, value: { text: longDay(last.onDay) } },
      ...(last.reason ? [{ key: { text: "Reason" }, value: { text: reasonSaid(last.reason) } }] : []),
      ...explainedRow(explained),
      ...referrals.map(({ id, reference }) => ({
        key: { text: "Led to" },
        value: { text: `Referral ${reference}`, href: offerPaths.referral(id) },
      })),
    ],
    replyHref: nextStates(offer.state).length > 0 ? offerPaths.reply(offer.id) : null,
    next: stepsAfter({ offer, family, referrals }),
    letterHref: offer.decisionId && offerPaths.letter(offer.decisionId),
    timeline: timelineOf(events),
  };
}

/** What is on file of an offer, a line each, for somebody who came too late to record the next. */
export const whatHappened = (events: readonly OfferHistory[]) =>
  timelineOf(events).map(({ label, byline, datetime, text }) => ({
    said: label.text,
    theirs: [datetime.text, byline?.text, text].filter(Boolean).join(", "),
  }));

/** What happened next to an offer. `question` is what a carer who declines may be asked once */
export function replyPage(
  offer: Offer,
  family: Family,
  today: Day,
  question: ExplainedQuestion | null,
  form: FormProblem = { ...BLANK, values: { onDay: today } },
) {
  const next = Object.fromEntries(nextStates(offer.state).map((state) => [state, NEXT_WORDS[state]]));
  return {
    title: `What happened next? ${title(offer, family)}`,
    errors: errorList(form),
    breadcrumbs: crumbs(family),
    cancelHref: offerPaths.show(offer.id),
    version: offer.version,
    now: `${OFFER_STATES[offer.state]} now.`,
    state: radios("state", next, form),
    explained: question && {
      label: `${question.ask} (optional)`,
      ...select("explained", question.codes, form, "Not asked, or did not say"),
    },
    ...stepFields(form),
  };
}
