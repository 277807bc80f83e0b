/** For tests only: a seller in a browser at Stripe's form. */

/** Follows an address as a browser does, without going where it leads; answers with where that is. */
export async function visit(url: string): Promise<URL> {
  const { headers } = await fetch(url, { redirect: 'manual' });
  return new URL(headers.get('location') ?? '', url);
}

/** Tells Stripe's form all it asks for, by test data; `more` changes some of it. */
export async function tellStripe(
  url: string,
  more: Readonly<Record<string, string>> = {},
): Promise<URL> {
  const form = await visit(url);
  const send = (fields: Record<string, string>) =>
    fetch(form, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const filled = await (await send({ action: 'test-data', type: 'individual' })).text();
  const entered = Object.fromEntries(
    [...filled.matchAll(/name="(\w+)"\s+type="\w+"\s+value="([^"]*)"/g)].map(([, name, value]) => [
      String(name),
      String(value),
    ]),
  );
  const answer = await send({ ...entered, type: 'individual', action: 'submit', ...more });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`the form answered with ${answer.status}`);
  return new URL(back);
}
