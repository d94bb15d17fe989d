/** Every address of leave, duty and working hours. */
export const dutyPaths = {
  leave: "/leave",
  newLeave: "/leave/new",
  endingLeave: (id: string) => `/leave/${id}/ending`,
  rota: "/duty",
  newTeamLeave: "/duty/leave/new",
  endingTeamLeave: (id: string) => `/duty/leave/${id}/ending`,
  slot: (slot: string) => `/duty/days/${slot}`,
  undoing: (slot: string) => `/duty/days/${slot}/undoing`,
  newDay: "/duty/days/new",
  hours: "/duty/hours",
  history: "/duty/history",
};
