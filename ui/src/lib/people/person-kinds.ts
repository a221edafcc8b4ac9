import type { PersonKind } from "$lib/ipc";

/** What somebody can be to the service. */
export const personKinds: { value: PersonKind; label: string; hint: string }[] = [
  { value: "supported", label: "Person supported", hint: "Somebody the service supports" },
  {
    value: "relative",
    label: "Relative, friend or representative",
    hint: "Attorneys and advocates of the family too",
  },
  { value: "staff", label: "Staff", hint: "Works for the service, or is sent by an agency" },
  {
    value: "professional",
    label: "Professional",
    hint: "Works for the council, the NHS, the police or another body",
  },
  { value: "organisation", label: "Organisation", hint: "A body rather than somebody" },
];
