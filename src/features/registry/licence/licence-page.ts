import { checkboxes, dateField, errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Definition } from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import { breadcrumbsOf } from "../permission/crumbs-page.ts";
import { CHANNELS, type Standing } from "../permission/permission.ts";
import { standingSaid } from "../permission/standing-words.ts";

/** `act` is the last act that was seen when the page was made: an act recorded meanwhile is noticed by it. */
type About = { definition: Definition; standings: readonly Standing[]; act: number };

const statesOf = ({ definition, standings }: About) =>
  standings.map((standing) => ({
    key: { text: CHANNELS[standing.channel] },
    value: { text: standingSaid(standing, definition.licence.channels[standing.channel].status) },
  }));

const shared = (about: About, title: string, form: FormProblem) => ({
  title,
  errors: errorList(form),
  breadcrumbs: breadcrumbsOf(about.definition, title),
  version: about.act,
  holder: `${about.definition.licence.holder}. ${about.definition.licence.terms}`,
  standings: statesOf(about),
  cancelHref: measurePaths.show(about.definition.id),
});

/** The form on which an administrator records what the holder permitted. */
export const permissionPage = (about: About, form: FormProblem = BLANK) => ({
  ...shared(about, "Record a permission", form),
  reference: field("reference", form),
  grantedOn: dateField("grantedOn", form),
  channels: checkboxes("channels", CHANNELS, form),
  expiresOn: dateField("expiresOn", form),
  evidence: { ...field("evidence", form), value: "" },
  evidenceHash: field("evidenceHash", form),
});

/** The form on which a permission is withdrawn: of the channels that are permitted today. */
export function withdrawalPage(about: About, form: FormProblem = BLANK) {
  const permitted = about.standings.filter((one) => one.permitted).map(({ channel }) => [channel, CHANNELS[channel]]);
  return {
    ...shared(about, "Withdraw a permission", form),
    channels: permitted.length > 0 ? checkboxes("channels", Object.fromEntries(permitted), form) : null,
    reference: field("reference", form),
  };
}
