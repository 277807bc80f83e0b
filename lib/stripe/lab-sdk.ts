import type Stripe from 'stripe';
import type { Subject } from './subject';
import { call } from './sdk';

/** The whole SDK. Only the lab has it: everybody else calls through a client that has an owner. */
export type Sdk = Stripe;

/**
 * Runs `work` with the SDK itself, for the lab, which shows calls as Stripe's documents write them. Its
 * writes carry keys of the run, by the lab's own rule. Recorded, limited and repeated like any call.
 */
export const withSdk = <Answer>(
  subject: Subject,
  work: (stripe: Sdk) => Promise<Answer>,
): Promise<Answer> => call({ subject }, work);
