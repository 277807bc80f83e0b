/**
 * Stripe's names of what it wants to know, in plain words.
 * https://docs.stripe.com/connect/required-verification-information
 */

/** What is asked of a person or a company, by how its name begins after `individual.` and the like. */
const details: readonly (readonly [RegExp, string])[] = [
  [/^(first|last|full)_name|^name/, 'name'],
  [/^dob/, 'date of birth'],
  [/^(registered_)?address/, 'address'],
  [/^email/, 'e-mail address'],
  [/^phone/, 'telephone number'],
  [/^ssn_last_4/, 'last four digits of the Social Security number'],
  [/^id_number/, 'identity number (in the US the whole Social Security number)'],
  [/^nationality/, 'nationality'],
  [/^gender/, 'gender'],
  [/^political_exposure/, 'statement about political offices'],
  [/^relationship\.title/, 'job title'],
  [/^relationship/, 'role in the company'],
  [/^verification\.additional_document/, 'a second document that shows the address'],
  [/^verification/, 'an identity document'],
  [/^tax_id|^vat_id/, 'tax number'],
  [/^structure/, 'legal form'],
  [/^(owners|directors|executives)_provided/, 'the people who own or run it'],
];

const whole: readonly (readonly [RegExp, string])[] = [
  [/^external_account/, 'A bank account for your payouts'],
  [/^tos_acceptance/, 'Your consent to Stripe’s terms'],
  [/^business_type/, 'Whether you sell as an individual or a company'],
  [/^business_profile\.mcc/, 'Your line of business'],
  [/^business_profile\.(url|product_description)/, 'Your website, or what you sell'],
  [/^business_profile\.support/, 'How buyers can reach you'],
  [/^business_profile\.name/, 'The name of your business'],
  [/^settings\.payments\.statement_descriptor/, 'The name on your buyers’ statements'],
  [/^(documents|company\.verification)\./, 'A document that shows your company'],
  [/^interv_/, 'A question of Stripe’s about your business'],
];

const owners: readonly (readonly [RegExp, string])[] = [
  // A company's representative is who opens the account for it.
  [/^(individual|representative)\./, 'Your'],
  [/^company\./, 'Your company’s'],
  [/^(person_[^.]+|owners|directors|executives)\./, 'A person of your company:'],
];

/** What one requirement asks for. An unknown name of Stripe's is told as it is. */
export function requirementWords(name: string): string {
  const known = whole.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  for (const [pattern, owner] of owners) {
    if (!pattern.test(name)) continue;
    const field = name.replace(pattern, '');
    const words = details.find(([detail]) => detail.test(field))?.[1];
    if (!words) break;
    // “Your an identity document” is no English.
    const isNoun = !/^(an?|the) /.test(words) || owner.endsWith(':');
    return isNoun ? `${owner} ${words}` : words.charAt(0).toUpperCase() + words.slice(1);
  }
  return `Something that Stripe calls “${name}”`;
}

/** What a list of requirements asks for: each thing once, though it has several fields. */
export function requirementList(names: readonly string[]): string[] {
  return [...new Set(names.map(requirementWords))];
}
