import fc from 'fast-check';
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { isObject, type Json } from '../../server/json';
import { startEmulator, stripeFor } from '../support/emulator';

/** An object as it was before, by what its event says of that. */
function undone(now: Json, previous: Json, inMetadata = false): Json {
  const before = { ...now };
  for (const [key, was] of Object.entries(previous)) {
    const is = now[key];
    if (isObject(was) && isObject(is)) before[key] = undone(is, was, key === 'metadata');
    // A key of metadata that was not there is told as null, which no value of metadata is.
    else if (inMetadata && was === null) delete before[key];
    else before[key] = was;
  }
  return before;
}

const text = fc.constantFrom('', 'a', 'b', 'Zoë');
const address = fc.record({ line1: text, city: text }, { requiredKeys: [] });

const update: fc.Arbitrary<Stripe.CustomerUpdateParams> = fc.record(
  {
    name: text,
    description: text,
    phone: text,
    metadata: fc.oneof(
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), text),
      fc.constant<Stripe.Emptyable<Stripe.MetadataParam>>(''),
    ),
    address,
    shipping: fc.record({
      name: fc.constantFrom('a', 'b'),
      address: fc.record({ line1: text, city: text }),
    }),
    preferred_locales: fc.subarray(['fr', 'en', 'ja'], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

test('the events of an object tell its whole history, and nothing but what changed', async () => {
  const stripe = stripeFor(await startEmulator());
  const read = async (id: string) =>
    JSON.parse(JSON.stringify(await stripe.customers.retrieve(id))) as Json;
  await fc.assert(
    fc.asyncProperty(fc.array(update, { maxLength: 5 }), async (updates) => {
      const { id } = await stripe.customers.create({ name: 'a', metadata: { x: 'a' } });
      const states = [await read(id)];
      for (const parameters of updates) {
        await stripe.customers.update(id, parameters);
        const state = await read(id);
        if (JSON.stringify(state) !== JSON.stringify(states[0])) states.unshift(state);
      }
      const { data } = await stripe.events.list({ type: 'customer.updated', limit: 100 });
      const events = data.filter(({ data: { object } }) => (object as { id?: string }).id === id);
      expect(events).toHaveLength(states.length - 1);
      events.forEach(({ data: { object, previous_attributes: previous } }, index) => {
        expect(object).toEqual(states[index]);
        expect(undone(object as unknown as Json, previous as Json)).toEqual(states[index + 1]);
      });
    }),
    { numRuns: 40 },
  );
}, 60_000);
