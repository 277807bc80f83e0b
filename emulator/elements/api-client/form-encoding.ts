/**
 * Encodes parameters as Stripe's form bodies: `a[b]=c`, `list[0]=x`. Undefined is left out, null
 * empties (docs.stripe.com/api, "form-encoded request bodies"). Throws for a name that could pass for
 * the path of another parameter, since pages choose names that stand beside card numbers.
 */
export function encodeForm(params: Record<string, unknown>): URLSearchParams {
  const form = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (value === undefined) return;
    if (value === null) form.append(name, '');
    else if (Array.isArray(value)) value.forEach((entry, index) => add(`${name}[${index}]`, entry));
    else if (typeof value === 'object') {
      const allowed = /(^|\[)metadata\]?$/.test(name) ? metadataName : plainName;
      for (const [key, entry] of Object.entries(value)) {
        checkName(key, allowed);
        add(`${name}[${key}]`, entry);
      }
    } else form.append(name, String(value));
  };
  for (const [name, value] of Object.entries(params)) {
    checkName(name, plainName);
    add(name, value);
  }
  return form;
}

const plainName = /^\w+$/;
const metadataName = /^[^[\]]+$/;

function checkName(name: string, allowed: RegExp): void {
  if (!allowed.test(name)) throw new Error('A parameter has a name that cannot be sent.');
}
