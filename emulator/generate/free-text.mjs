/**
 * Which strings can be unset by an empty value although the SDK's types do not say so. Stripe takes
 * an empty value for text that a person wrote and that may be missing (`name`, `description`, an
 * address); never for an id, a currency, a URL or a choice (docs.stripe.com/api/errors,
 * `parameter_invalid_empty`). That it is these names is unconfirmed for the rarer of them.
 */

/** Text by its parameter's name, wherever it stands. */
const textNames = new RegExp(
  `^(${[
    'address_(city|country|line1|line2|state|zip)',
    'bank_name|business_name|carrier|city|description|display_name|email|footer|unit_label',
    'line1|line2|nickname|phone|postal_code|product_description|reason|receipt_email|state|town',
    '(account_holder|first|full|individual|last|maiden|preferred|registered)_name(_kana|_kanji)?',
    'name|name_kana|name_kanji|interval_description|support_(email|phone)|tax_id|title',
    'statement_descriptor(_kana|_kanji|_prefix|_suffix|_suffix_kana|_suffix_kanji)?',
    'tracking_number|transfer_group',
  ].join('|')})$`,
);

/** Hashes all of whose strings are text, by the names of those that hold them. */
const textHashes = /^(evidence)$/;

/** Ids that can be unset none the less: a default that may be missing. */
const unsettableIds = new Set(['invoice_settings.default_payment_method']);

/** Looking for nothing is a mistake, so only what writes is concerned. */
const reading = /(List|Search|Retrieve)\w*Params$/;

/**
 * Marks the texts among the fields of one parameter type.
 *
 * @param {string} typeName e.g. `CustomerUpdateParams`
 * @param {Record<string, { schema: object, required?: true }>} fields
 */
export function markFreeText(typeName, fields) {
  if (!reading.test(typeName)) markFields(fields, '');
  return fields;
}

function markFields(fields, parent) {
  const address = 'line1' in fields && 'city' in fields;
  for (const [name, { schema, required }] of Object.entries(fields)) {
    const text =
      textNames.test(name) ||
      textHashes.test(parent) ||
      (address && name === 'country') ||
      unsettableIds.has(`${parent}.${name}`);
    if (schema.kind === 'string' && text && !required) schema.emptyable = true;
    markWithin(schema, name);
  }
}

function markWithin(schema, name) {
  if (schema.fields) markFields(schema.fields, name);
  if (schema.of) markWithin(schema.of, name);
  schema.options?.forEach((option) => markWithin(option, name));
}
