/** Every address of outcomes. */
export const outcomePaths = {
  cohorts: () => "/cohorts",
  cohort: (programmeId: string, period: { from: string | null; to: string | null } = { from: null, to: null }) => {
    const query = new URLSearchParams(
      Object.entries(period).filter((entry): entry is [string, string] => entry[1] !== null),
    );
    return `/cohorts/${programmeId}${query.size > 0 ? `?${query}` : ""}`;
  },
  scale: (programmeId: string, measureId: string, scale: string) => `/cohorts/${programmeId}/${measureId}/${scale}`,
};
