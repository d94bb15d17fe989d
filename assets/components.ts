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

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  ErrorSummary, // last, since it takes the focus
];

/** Gives life to the GOV.UK components of the page that have none yet: at the start, and after each htmx swap. */
export function startComponents(): void {
  for (const Component of COMPONENTS) {
    const name = Component.moduleName;
    const found = document.querySelectorAll<HTMLElement>(`[data-module="${name}"]:not([data-${name}-init])`);
    for (const element of found) new Component(element);
  }
}
