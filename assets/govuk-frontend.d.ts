// The package ships no types; these are the parts used here.
declare module "govuk-frontend" {
  type ComponentClass = { new (root: HTMLElement): unknown; moduleName: string };
  export const Button: ComponentClass;
  export const CharacterCount: ComponentClass;
  export const Checkboxes: ComponentClass;
  export const ErrorSummary: ComponentClass;
  export const NotificationBanner: ComponentClass;
  export const PasswordInput: ComponentClass;
  export class Radios {
    static moduleName: string;
    constructor(root: HTMLElement);
    syncConditionalRevealWithInputState(input: HTMLInputElement): void;
  }
  export const ServiceNavigation: ComponentClass;
  export const SkipLink: ComponentClass;
  export const Tabs: ComponentClass;
}
