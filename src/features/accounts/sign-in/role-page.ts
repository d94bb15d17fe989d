import { ROLES } from "../../../domain/actor.ts";
import { errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Carried } from "../../../forms/kept-form.ts";
import type { Membership } from "../person/person.ts";

/** Which of one's roles to act in. `current` is the membership that the session acts in now. */
export function chooseRolePage(
  memberships: readonly Membership[],
  current: string | null,
  carried: Carried,
  form: FormProblem = BLANK,
) {
  const wording = Object.fromEntries(
    memberships.map(({ id, role, organisationName }) => [id, `${ROLES[role]}, ${organisationName}`]),
  );
  const chosen = radios("membership", wording, form);
  return {
    title: memberships.length === 0 ? "You have no role just now" : "Choose your role",
    errors: errorList(form),
    carried,
    hasChoice: memberships.length > 0,
    membership: chosen.value || !current ? chosen : { ...chosen, value: current },
  };
}
