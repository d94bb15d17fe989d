import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { fieldsOf, hrefsOf } from "../support/html.ts";
import { aGroup, marksOf, row, saveRegister, sessionOf } from "../support/register-posts.ts";
import { type AnEnrolment, aMark } from "../support/run-factories.ts";

test("a register with everybody marked is saved at once and finished; reasons, minutes and lateness are kept", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 3);
  const [maureen, dev, ana] = people as [AnEnrolment, AnEnrolment, AnEnrolment];
  const res = await saveRegister(t, run, 1, {
    ...row(maureen, "all", { late: "yes" }),
    ...row(dev, "part", { minutes: "45", mode: "online" }),
    ...row(ana, "none", { reason: "childcare", told: "yes" }),
  });
  expect([res.status, res.headers.get("location")]).toEqual([
    303,
    `/sessions/${run.sessions[0]!.id}/register?did=finished`,
  ]);
  const marks = new Map((await marksOf(t, run, 1)).map((mark) => [mark.enrolment_id, mark]));
  expect(marks.get(maureen.enrolmentId)).toMatchObject({ mark: "all", late: "yes", mode: "in-person", reason: null });
  expect(marks.get(dev.enrolmentId)).toMatchObject({ mark: "part", minutes: 45, mode: "online" });
  expect(marks.get(ana.enrolmentId)).toMatchObject({ mark: "none", reason: "childcare", told_in_advance: "yes" });
  expect(await sessionOf(t, run, 1)).toMatchObject({ status: "held" });
  expect((await sessionOf(t, run, 1)).register_closed_at).not.toBeNull();
});

test("a register with somebody left is saved and stays open until everybody is marked", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t);
  const res = await saveRegister(t, run, 1, row(people[0]!, "all"));
  expect(res.headers.get("location")).toContain("did=saved");
  expect((await sessionOf(t, run, 1)).register_closed_at).toBeNull();
  expect(await (await t.get(res.headers.get("location")!)).text()).toContain("1 person still to mark");
  await saveRegister(t, run, 1, { ...row(people[1]!, "all") });
  expect((await sessionOf(t, run, 1)).register_closed_at).not.toBeNull();
});

test("the first attended session starts the referral, in the same commit; an absence does not", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t);
  await saveRegister(t, run, 1, { ...row(people[0]!, "all"), ...row(people[1]!, "none", { reason: "work" }) });
  const states = await t.db
    .selectFrom("referral")
    .where(
      "id",
      "in",
      people.map(({ referralId }) => referralId),
    )
    .select(["id", "state", "version"])
    .execute();
  const of = (person: AnEnrolment) => states.find(({ id }) => id === person.referralId);
  expect(of(people[0]!)).toMatchObject({ state: "started", version: 6 });
  expect(of(people[1]!)).toMatchObject({ state: "enrolled", version: 5 });
  const event = await t.db
    .selectFrom("referral_event")
    .where("referral_id", "=", people[0]!.referralId)
    .where("verb", "=", "start")
    .selectAll()
    .execute();
  expect(event).toHaveLength(1);
});

test("a mark is corrected by a new row, the old one stays, and saving the same again adds nothing", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  await saveRegister(t, run, 1, row(people[0]!, "none", { reason: "illness" }));
  const [first] = await marksOf(t, run, 1);
  const seen = { [`seen-${people[0]!.enrolmentId}`]: first!.id };
  await saveRegister(t, run, 1, { ...row(people[0]!, "all"), ...seen });
  await saveRegister(t, run, 1, { ...row(people[0]!, "all"), ...seen });
  const marks = await marksOf(t, run, 1);
  expect(marks.map(({ mark, replaces_id }) => [mark, replaces_id])).toEqual([
    ["none", null],
    ["all", first!.id],
  ]);
});

test("somebody else's mark since is shown beside one's own, and not overwritten until saved again", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const [person] = people as [AnEnrolment];
  const id = await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id });
  const stale = await saveRegister(t, run, 1, row(person, "none", { reason: "work", seen: "" }));
  const page = await stale.text();
  expect(stale.status).toBe(409);
  expect(page).toContain("marked “All”");
  expect(page).toContain("you chose “Not: work”");
  expect(fieldsOf(page)[`mark-${person.enrolmentId}`]).toEqual(["none"]);
  expect(fieldsOf(page)[`seen-${person.enrolmentId}`]).toEqual([id]);
  expect(await marksOf(t, run, 1)).toHaveLength(1);
  expect((await saveRegister(t, run, 1, row(person, "none", { reason: "work", seen: id }))).status).toBe(303);
});

test("two people marking the same person at the same moment leave one chain of marks, never two firsts", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const marks = ["all", "part", "all", "part"].map((mark) =>
    row(people[0]!, mark, mark === "part" ? { minutes: "30" } : {}),
  );
  const answers = await Promise.all(marks.map((fields) => saveRegister(t, run, 1, fields)));
  expect(answers.every(({ status }) => [303, 409].includes(status))).toBe(true);
  expect((await marksOf(t, run, 1)).filter(({ replaces_id }) => replaces_id === null)).toHaveLength(1);
});

test("one row is saved by itself and comes back as that row", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t);
  const [person] = people as [AnEnrolment];
  const at = `/sessions/${run.sessions[0]!.id}/register/${person.enrolmentId}`;
  const wrong = await t.post(at, row(person, "none"));
  expect([wrong.status, (await wrong.text()).includes("Select why they did not come")]).toEqual([422, true]);
  const res = await t.post(at, row(person, "all"));
  const fragment = await res.text();
  expect([res.status, fragment.includes("<html"), fragment.includes("Kept: all")]).toEqual([200, false, true]);
  expect(fragment).toContain("1 of 2 marked");
  expect(await marksOf(t, run, 1)).toHaveLength(1);
});

test("rows that are wrong wait alone, named by person with everything typed; the others are kept", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 3);
  const [maureen, dev, ana] = people as [AnEnrolment, AnEnrolment, AnEnrolment];
  const res = await saveRegister(t, run, 1, {
    ...row(maureen, "all"),
    ...row(dev, "part", { minutes: "999" }),
    ...row(ana, "none"),
  });
  const page = await res.text();
  expect(res.status).toBe(422);
  expect(page).toContain("Dev: Enter how many minutes, from 1 to 120");
  expect(page).toContain("Ana: Select why they did not come");
  expect(page).toContain("1 of 3 marked");
  expect(hrefsOf(page, "Dev: Enter how many minutes, from 1 to 120")).toEqual([`#minutes-${dev.enrolmentId}`]);
  expect(fieldsOf(page)[`mark-${maureen.enrolmentId}`]).toEqual(["all"]);
  expect(fieldsOf(page)[`minutes-${dev.enrolmentId}`]).toEqual(["999"]);
  expect((await marksOf(t, run, 1)).map(({ enrolment_id }) => enrolment_id)).toEqual([maureen.enrolmentId]);
});

test("an empty register, and marks that there are none of, are refused and nothing is kept", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  expect((await saveRegister(t, run, 1, {})).status).toBe(422);
  for (const mark of ["\u0000", "x".repeat(1_000_000), "🐦", "__proto__", "ALL"])
    expect((await saveRegister(t, run, 1, row(people[0]!, mark))).status).toBe(422);
  expect(await marksOf(t, run, 1)).toEqual([]);
});

test("everybody came: whoever has no mark yet came for all of it, and who has one keeps it", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 3);
  const [maureen, dev, ana] = people as [AnEnrolment, AnEnrolment, AnEnrolment];
  await saveRegister(t, run, 1, row(maureen, "none", { reason: "work" }));
  const res = await saveRegister(t, run, 1, { everybody: "came", ...row(ana, "part", { minutes: "30" }) });
  expect(res.headers.get("location")).toContain("did=finished");
  const marks = new Map((await marksOf(t, run, 1)).map((mark) => [mark.enrolment_id, mark.mark]));
  expect([marks.get(maureen.enrolmentId), marks.get(dev.enrolmentId), marks.get(ana.enrolmentId)]).toEqual([
    "none",
    "all",
    "part",
  ]);
});

test("rows that are sent one by one at the same moment are all kept, and the register is finished", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 3);
  const at = (person: AnEnrolment) => `/sessions/${run.sessions[0]!.id}/register/${person.enrolmentId}`;
  const all = Object.assign({}, ...people.map((person) => row(person, "all")));
  const answers = await Promise.all([...people.map((person) => t.post(at(person), all)), saveRegister(t, run, 1, all)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 303]);
  expect(await marksOf(t, run, 1)).toHaveLength(3);
  expect((await sessionOf(t, run, 1)).register_closed_at).not.toBeNull();
});
