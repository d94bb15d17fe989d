import {
  answerSetOf,
  CHANNELS,
  type Definition,
  type Item,
  licenceFor,
  OCCASIONS,
  usualOccasions,
} from "../../measures/index.ts";
import { mark, scaleText } from "./measures-text.ts";

type Section = { title: string; lines: string[] };

const codesText = (definition: Definition, set: string): string =>
  (answerSetOf(definition, set)?.codes ?? []).map(({ code, label }) => `${code} ${label}`).join(", ");

function about(definition: Definition): Section {
  const { ages, informants, minutes } = definition;
  const age =
    ages && `${ages.from} ${ages.to === null ? "and over" : `to ${ages.to}`} years, of the ${ages.of}${mark(ages)}`;
  return {
    title: "About",
    lines: [
      definition.standardised ? "standardised" : "not standardised: our own questions, without norms",
      `about the ${definition.about}, answered by ${informants.codes.join(", ")}${mark(informants)}`,
      ...(age ? [`ages: ${age}`] : []),
      `asked in a plan, unless it says otherwise: ${usualOccasions(definition)
        .map((occasion) => OCCASIONS[occasion].toLowerCase())
        .join(", ")}`,
      ...(definition.series ? [`of the series ${definition.series}: one questionnaire for different ages`] : []),
      `takes about ${minutes.value} ${minutes.value === 1 ? "minute" : "minutes"}${mark(minutes)}`,
      ...definition.codes.map((one) => `${one.system} ${one.code}${mark(one)}`),
    ],
  };
}

function forms({ forms, pairs }: Definition): Section {
  const each = forms.flatMap(({ id, title, recall, smallestInterval }) => [
    `${id}: ${title}, asks about ${recall.words}${mark(recall)}`,
    `  not again within ${smallestInterval.days} days${mark(smallestInterval)}`,
  ]);
  const paired = pairs.map(
    (one) => `pair: ${one.first} then ${one.second}${mark(one)}${one.caveat ? `. ${one.caveat}` : ""}`,
  );
  return { title: "Forms", lines: [...each, ...paired] };
}

function itemText(item: Item): string[] {
  const { number, topic, answers, forms: only, askedWhen, risk, unscored, shared, codes } = item;
  return [
    `${String(number).padStart(2)} ${topic} (${answers})`,
    ...(item.ask ? [`     asks: ${item.ask}`] : []),
    ...(only ? [`     only on: ${only.join(", ")}`] : []),
    ...(askedWhen ? [`     asked when item ${askedWhen.item} is ${askedWhen.in.join(", ")}${mark(askedWhen)}`] : []),
    ...(risk ? [`     RISK at ${risk.atLeast} or more${mark(risk)}`] : []),
    ...(risk?.urgent ? [`     URGENT at ${risk.urgent.atLeast} or more${mark(risk.urgent)}`] : []),
    ...(unscored ? [`     in no scale: ${unscored}`] : []),
    ...(shared ? [`     in several scales: ${shared}`] : []),
    ...codes.map((one) => `     ${one.system} ${one.code}${mark(one)}`),
  ];
}

function items(definition: Definition): Section {
  const sets = Object.entries(definition.answerSets).map(
    ([id, set]) => `${id}: ${codesText(definition, id)}${mark(set)}`,
  );
  const ratings = definition.kind === "recount" ? definition.ratings : [];
  const rated = ratings.map(
    ({ title, answers, notKnown }) => `${title} (${answers}${notKnown ? ', or "don\'t know"' : ""})`,
  );
  const open = (definition.kind === "questionnaire" && definition.openQuestions) || [];
  const asked = open.map(({ topic, ask }) => `${topic}, in the answerer's own words: ${ask}`);
  return {
    title: "Items, by topics of our own",
    lines: [...sets, ...definition.items.flatMap(itemText), ...rated, ...asked],
  };
}

function licence(definition: Definition): Section {
  const { holder, terms, attribution } = definition.licence;
  const channels = CHANNELS.map((channel) => {
    const { status, note } = licenceFor(definition, channel);
    return `${channel}: ${status.replaceAll("-", " ")}${note ? `. ${note}` : ""}`;
  });
  const line = attribution ? [`on every copy: ${attribution}`] : [];
  return { title: "Licence", lines: [`${holder}. ${terms}${mark(definition.licence)}`, ...line, ...channels] };
}

function endings(definition: Definition): Section[] {
  const goals = definition.kind === "goals" ? definition.meanChange : undefined;
  const mean = goals && `mean over goals rated both times: ${goals.points} points or more is reliable${mark(goals)}`;
  return [
    {
      title: "Notes",
      lines: [...(mean ? [mean] : []), ...definition.notes.map((note) => `${note.text}${mark(note)}`)],
    },
    {
      title: "Sources",
      lines: Object.entries(definition.references).map(
        ([id, { text, url, read }]) => `${id}: ${text}${url ? ` ${url}` : ""}${read ? "" : " (not read)"}`,
      ),
    },
  ];
}

/** A whole definition as text: every fact with its sources, and UNVERIFIED where a fact was not read in one. */
export function measureText(definition: Definition): string {
  const scales = { title: "Scales", lines: definition.scales.flatMap((scale) => scaleText(definition, scale)) };
  const sections = [
    about(definition),
    forms(definition),
    items(definition),
    scales,
    licence(definition),
    ...endings(definition),
  ];
  const body = sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => `${title}\n${lines.map((line) => `  ${line}\n`).join("")}`);
  return `${definition.acronym}: ${definition.title}\n${definition.id}, version ${definition.version}\n\n${body.join("\n")}`;
}
