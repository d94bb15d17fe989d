import type { Temporal } from "temporal-polyfill";
import { instantText, longDay, longInstant } from "../../../domain/calendar.ts";
import { LANGUAGES } from "../family/family-words.ts";
import { diedSaid, type Reach, reach, type Verdict } from "./reach.ts";
import { type Asked, CHANNELS, type Channel, type ReachFacts } from "./reach-facts.ts";

const TAGS: Record<Verdict, { text: string; classes: string }> = {
  safe: { text: "Safe to ring now", classes: "govuk-tag--green" },
  no: { text: "Do not ring now", classes: "govuk-tag--red" },
  "read-first": { text: "Read this first", classes: "govuk-tag--orange" },
  "not-asked": { text: "Ask first", classes: "govuk-tag--orange" },
};

const languageText = (code: string): string => (LANGUAGES as Readonly<Record<string, string>>)[code] ?? code;

/** "Interpreter: Sylheti"; what nobody asked is said as that, and English needs no line. */
function languageSaid({ interpreter, interpreterLanguage, language }: ReachFacts): string | null {
  const spoken = interpreterLanguage ?? (language === "en" || language === "not-asked" ? null : languageText(language));
  if (interpreter === "yes" || interpreterLanguage !== null) return `Interpreter: ${spoken ?? "ask which language"}`;
  if (language === "not-asked") return "Nobody asked yet which language they prefer";
  if (spoken !== null)
    return `Prefers ${spoken}${interpreter === "not-known" ? ". Nobody asked about an interpreter" : ""}`;
  return null;
}

const HOW: Readonly<Record<string, string>> = {
  telephone: "by telephone",
  text: "by text",
  email: "by email",
  letter: "by letter",
  "in-person": "in person",
};

const lastSaid = ({ lastSpoke }: ReachFacts): string =>
  lastSpoke === null
    ? "We have not spoken to them yet"
    : `Last spoke ${longInstant(lastSpoke.at)}, ${HOW[lastSpoke.how] ?? lastSpoke.how}${lastSpoke.byName === null ? "" : ` (${lastSpoke.byName})`}`;

const list = (channels: readonly Channel[]): string => channels.map((channel) => CHANNELS[channel]).join(", ");

/** The other ways of getting in touch, each as it was answered. */
function channelsSaid({ agreed }: ReachFacts): string {
  const by = (answer: Asked) => (Object.keys(agreed) as Channel[]).filter((channel) => agreed[channel] === answer);
  const [yes, no, unasked] = [by("yes"), by("no"), by("not-asked")];
  return [
    yes.length > 0 && `Agreed to: ${list(yes)}`,
    no.length > 0 && `said no to: ${list(no)}`,
    unasked.length > 0 && `nobody asked about: ${list(unasked)}`,
  ]
    .filter(Boolean)
    .join("; ")
    .replace(/^./, (first) => first.toUpperCase());
}

/** The digits that a telephone link dials; an extension is dialled by hand. */
const telHref = (value: string): string => `tel:${value.replace(/\(0\)|[^\d+x]/gi, "").replace(/x.*$/i, "")}`;

const nextSaid = ({ next }: Reach): string | null =>
  next === null ? null : `Safe next: ${longInstant(instantText(next))}`;

/**
 * "Before you ring": one card wherever somebody may be rung, the same on paper (views/families/reach/_card.eta). The number is a
 * link only while it is safe. Of somebody whose family is not shown, only whom to ask instead.
 */
export function reachCard(facts: ReachFacts, now: Temporal.Instant) {
  const found = reach(facts, now);
  const isKnown = facts.sight === "live" || facts.sight === "ended";
  const isAlive = facts.diedOn === null;
  const lines = isKnown && isAlive ? [languageSaid(facts), channelsSaid(facts), lastSaid(facts)] : [];
  return {
    id: facts.personId,
    heading: `Before you ring ${facts.name}`,
    tag: isAlive ? TAGS[found.verdict] : { text: `Died ${longDay(facts.diedOn!)}`, classes: "govuk-tag--red" },
    isSafe: found.verdict === "safe",
    died: facts.diedOn === null ? null : diedSaid(facts.name, facts.diedOn),
    why: found.why,
    numberId: found.number?.id ?? null,
    number: found.number?.value ?? null,
    telHref: found.verdict === "safe" && found.number ? telHref(found.number.value) : null,
    next: nextSaid(found),
    doNot: isAlive ? found.doNot : [],
    lines: lines.filter((line) => line !== null),
  };
}

export type ReachCard = ReturnType<typeof reachCard>;
