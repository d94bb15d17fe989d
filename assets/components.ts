import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from "govuk-frontend";

/** ARIA knows no `aria-expanded` on a radio, though the package sets it: what opens is told by `aria-controls` alone. */
class RevealingRadios extends Radios {
  override syncConditionalRevealWithInputState(input: HTMLInputElement): void {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  NotificationBanner,
  PasswordInput,
  RevealingRadios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  ErrorSummary, // last, since it takes the focus
];

/**
 * Gives life to the GOV.UK components of the page that have none yet: at the start, and after each htmx swap. The classes
 * that show what needs a script are set each time, since Back may have brought a new body.
 */
export function startComponents(): void {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  for (const Component of COMPONENTS) {
    const name = Component.moduleName;
    const found = document.querySelectorAll<HTMLElement>(`[data-module="${name}"]:not([data-${name}-init])`);
    for (const element of found) new Component(element);
  }
}
