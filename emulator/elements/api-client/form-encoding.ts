/**
 * Encodes parameters as Stripe's form bodies: `a[b]=c`, `list[0]=x`. Undefined is left out, null
 * empties (docs.stripe.com/api, "form-encoded request bodies").
 */
export function encodeForm(params: Record<string, unknown>): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (value === undefined) return;
    if (value === null) form.append(name, '');
    else if (Array.isArray(value)) value.forEach((entry, index) => add(`${name}[${index}]`, entry));
    else if (typeof value === 'object') {
      for (const [key, entry] of Object.entries(value)) add(`${name}[${key}]`, entry);
    } else form.append(name, String(value));
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return form;
}
