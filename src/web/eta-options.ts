import type { EtaConfig } from "eta/core";

const ETA_INCLUDE = "let include = (__eta_t, __eta_d) => this.render(__eta_t, {...it, ...(__eta_d ?? {})}, options);";
const OUR_INCLUDE =
  'let include = (__eta_t, __eta_d) => this.render(__eta_t, __eta_t.startsWith("@components/") ? (__eta_d ?? {}) : {...it, ...(__eta_d ?? {})}, options);';

/**
 * Eta hands a partial everything its caller has. A component must see only what it is given, or a page
 * with an `href` would turn every button into a link. Fails loudly when a new Eta writes the line differently.
 */
function isolateComponents(fnString: string): string {
  if (!fnString.includes(ETA_INCLUDE))
    throw new Error("Eta compiles include() differently: mend src/web/eta-options.ts");
  return fnString.replace(ETA_INCLUDE, OUR_INCLUDE);
}

/** The one set of Eta options, for the build that compiles and the hosts that render: they must not differ. */
export const etaOptions: Partial<EtaConfig> = {
  autoEscape: true,
  autoFilter: true,
  filterFunction: (value) => (value === null || value === undefined ? "" : String(value)),
  useWith: false,
  varName: "it",
  cache: true,
  plugins: [{ processFnString: isolateComponents }],
};
