const concern = (id: string) => `/concerns/${id}`;

/** Every address of concerns. */
export const concernPaths = {
  list: "/concerns",
  unacknowledged: "/concerns?show=unacknowledged",
  closed: "/concerns?show=closed",
  waiting: "/concerns/waiting",
  duty: "/duty",
  show: concern,
  acknowledging: (id: string) => `${concern(id)}/acknowledging`,
  sharing: (id: string) => `${concern(id)}/sharing`,
  closing: (id: string) => `${concern(id)}/closing`,
  reopening: (id: string) => `${concern(id)}/reopening`,
};
