const measure = (id: string) => `/measures/${id}`;

/** Every address of the registry. */
export const measurePaths = {
  list: (shown = "all") => (shown === "all" ? "/measures" : `/measures?show=${shown}`),
  show: measure,
  tryOut: (id: string) => `${measure(id)}/try`,
  definition: (id: string) => `${measure(id)}/definition`,
  switching: (id: string) => `${measure(id)}/switching`,
  permission: (id: string) => `${measure(id)}/permissions/new`,
  withdrawal: (id: string) => `${measure(id)}/permissions/withdrawal`,
  wordingImport: (id: string) => `${measure(id)}/wordings/new`,
  wording: (id: string, language: string, version: number) => `${measure(id)}/wordings/${language}/${version}`,
  wordingWithdrawal: (id: string, language: string) => `${measure(id)}/wordings/${language}/withdrawal`,
};
