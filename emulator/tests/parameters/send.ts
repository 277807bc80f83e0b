import type { Emulator } from '../../server/emulator';
import { call } from '../support/raw-call';
import type { Body } from './leaves';
import type { Opening } from './theatre';

/** Sends a body as a form, and reads the answer. */
export async function send(
  emulator: Pick<Emulator, 'urls'>,
  opening: Opening,
  body: Body,
): Promise<Record<string, unknown>> {
  const form = new URLSearchParams();
  write(form, '', body);
  opening.expand?.forEach((name, index) => form.append(`expand[${index}]`, name));
  const { json } = await call(emulator, opening.path, {
    body: form.toString(),
    ...(opening.key === undefined ? {} : { key: opening.key }),
    ...(opening.account === undefined ? {} : { headers: { 'stripe-account': opening.account } }),
  });
  return json;
}

function write(form: URLSearchParams, name: string, value: Body[string]): void {
  if (value === undefined) return;
  if (typeof value !== 'object') {
    form.append(name, String(value));
    return;
  }
  for (const [key, one] of Object.entries(value)) write(form, name ? `${name}[${key}]` : key, one);
}
