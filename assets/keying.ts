const CURRENT = "kinstep-row-current";

const rowsOf = (form: Element) => [...form.querySelectorAll<HTMLElement>("[data-keys-row]")];
const choicesOf = (row: Element) => [...row.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])');

function markCurrent(form: Element, row: Element | null): void {
  for (const other of rowsOf(form)) other.classList.toggle(CURRENT, other === row);
}

function goTo(form: Element, row: HTMLElement | undefined): void {
  const choices = row ? choicesOf(row) : [];
  const next =
    choices.find((choice) => choice.checked) ??
    choices[0] ??
    form.querySelector<HTMLElement>("[data-keys-next]") ??
    form.querySelector<HTMLElement>("[data-keys-submit]") ??
    form.querySelector<HTMLElement>('[type="submit"]');
  next?.focus();
}

function showProgress(form: Element): void {
  const progress = form.querySelector<HTMLElement>("[data-keys-progress]");
  const rows = rowsOf(form);
  const answered = rows.filter((row) => choicesOf(row).some((choice) => choice.checked && choice.value !== "")).length;
  if (progress) progress.textContent = `${answered} of ${rows.length} answered`;
}

/** What a choice asks for, once it is there to be filled in: how many minutes, why not. */
const openedBy = (choice: HTMLInputElement): HTMLElement | null => {
  const asked = choice.dataset.opens ? document.getElementById(choice.dataset.opens) : null;
  return asked && asked.getClientRects().length > 0 ? asked : null;
};

function answer(form: Element, row: HTMLElement, key: string): boolean {
  const choice = choicesOf(row).find((one) => (one.dataset.key ?? one.value).toLowerCase() === key.toLowerCase());
  if (!choice || choice.disabled) return false;
  choice.click();
  const rows = rowsOf(form);
  const asked = openedBy(choice);
  if (asked) asked.focus();
  else goTo(form, rows[rows.indexOf(row) + 1]);
  return true;
}

function back(form: Element, row: HTMLElement): boolean {
  const rows = rowsOf(form);
  goTo(form, rows[Math.max(0, rows.indexOf(row) - 1)]);
  return true;
}

/** The button that answers for all rows that are left has a key of its own. */
function answerAll(form: Element, key: string): boolean {
  const button = form.querySelector<HTMLElement>("[data-keys-all]");
  if (button?.dataset.keysAll !== key.toLowerCase()) return false;
  button.click();
  return true;
}

function onKey(form: Element, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const row = (event.target as Element).closest<HTMLElement>("[data-keys-row]");
  if (!row) return;
  const { key } = event;
  const isDone =
    key === "Backspace" ? back(form, row) : key.length === 1 && (answer(form, row, key) || answerAll(form, key));
  if (isDone) event.preventDefault();
}

/**
 * Answers by keyboard in `[data-keys]`: within a `[data-keys-row]` the key of a radio (its data-key, else its value)
 * chooses it and moves to what it asks for (`data-opens`, an id), else to the next row, after the last one to
 * `[data-keys-next]` (a question answered in words) or to the button; Backspace goes back; the key of `[data-keys-all]` presses
 * that. `[data-keys-progress]` says how many are answered.
 */
export function startKeying(): void {
  for (const form of document.querySelectorAll<HTMLElement>("[data-keys]:not([data-keys-init])")) {
    form.setAttribute("data-keys-init", "");
    form.addEventListener("keydown", (event) => onKey(form, event));
    form.addEventListener("focusin", (event) =>
      markCurrent(form, (event.target as Element).closest("[data-keys-row]")),
    );
    form.addEventListener("change", () => showProgress(form));
    showProgress(form);
  }
}
