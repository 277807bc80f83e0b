import { expect, it } from 'vitest';
import { webhookEndpoints } from '../model/webhook';
import types from './event-types.json';
import { handlers } from './handlers';

it.each(webhookEndpoints)('Stripe is asked for exactly what is handled at %s', (endpoint) => {
  expect(types[endpoint]).toEqual(Object.keys(handlers[endpoint]).sort());
});
