import { ErrorSummary } from "govuk-frontend";
document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const element of document.querySelectorAll(".govuk-error-summary")) new ErrorSummary(element);
