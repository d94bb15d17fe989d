/** Every address of the catalogue. */
export const programmePaths = {
  list: () => "/programmes",
  show: (id: string) => `/programmes/${id}`,
  version: (id: string, version: number) => `/programmes/${id}/versions/${version}`,
  newVersion: (id: string) => `/programmes/${id}/versions/new`,
  asking: (id: string, series: string) => `/programmes/${id}/plan/${series}`,
  leading: (id: string) => `/programmes/${id}/primary-measure`,
  starter: () => "/programmes/starter-catalogue",
  create: () => "/programmes/new",
};
