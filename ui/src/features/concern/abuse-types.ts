/** One type of abuse or neglect, as the program's own list has it. */
export type AbuseType = { value: string; label: string };

/**
 * The eleven types of abuse or neglect, those first that adult social care meets most. The form of a concern is filled
 * in before there is a case to ask for them; a test compares them with the program's list (lists.toml, "abuse_type").
 */
export const abuseTypes: readonly AbuseType[] = [
  { value: "neglect_omission", label: "Neglect and acts of omission" },
  { value: "physical", label: "Physical abuse" },
  { value: "psychological", label: "Psychological abuse" },
  { value: "financial_material", label: "Financial or material abuse" },
  { value: "organisational", label: "Organisational abuse" },
  { value: "sexual", label: "Sexual abuse" },
  { value: "domestic", label: "Domestic abuse" },
  { value: "self_neglect", label: "Self-neglect" },
  { value: "discriminatory", label: "Discriminatory abuse" },
  { value: "modern_slavery", label: "Modern slavery" },
  { value: "sexual_exploitation", label: "Sexual exploitation" },
];

/** As many are shown before the rest is asked for. */
export const typesShownFirst = 5;
