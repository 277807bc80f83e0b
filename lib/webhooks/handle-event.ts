import { isSellersAccount } from '../onboarding/follow-account';
import { queues } from '../jobs/queues';
import { assertNever } from '../model/assert-never';
import type { AccountId } from '../model/ids';
import type { Convergence } from '../payments/converge-leg';
import { faultText } from '../stripe/failure';
import { handlerOf } from './handlers';
import { beginTry, endTry, type EventRef, type StoredEvent } from './inbox';
import { wake } from './wake';

/** An event counts as failed when its job does, until it is delivered or sent again. */
const mostTries = queues['handle-event'].retries + 1;
/** How often an event waits for a row of ours that it has overtaken. */
const overtakenTries = 4;

/**
 * Handles an event of the inbox, unless that was done: any number may call this at once, and as often
 * as they like. Throws what stood in the way, for the queue to come back with growing pauses; the row
 * says so, too.
 */
export async function handleEvent({ endpoint, eventId }: EventRef): Promise<void> {
  const event = await beginTry({ endpoint, eventId });
  if (!event) return;
  let outcome: Convergence;
  try {
    outcome = await converge(event);
  } catch (error) {
    const state = event.attempts >= mostTries ? 'failed' : 'received';
    await endTry(event, { state, problem: faultText(error) });
    throw error;
  }
  await conclude(event, outcome);
}

async function converge(event: StoredEvent): Promise<Convergence> {
  const handler = handlerOf(event.endpoint, event.type);
  if (!handler || !event.objectId) return 'not_ours';
  // The platform's own events name no account; any other must be one that we sell on.
  const foreign =
    event.endpoint === 'platform'
      ? event.accountId !== null
      : !event.accountId || !(await isSellersAccount(event.accountId));
  if (foreign) return 'foreign_account';
  return handler({
    ...event,
    accountId: event.accountId as AccountId | null,
    objectId: event.objectId,
  });
}

async function conclude(event: StoredEvent, outcome: Convergence): Promise<void> {
  switch (outcome) {
    case 'converged':
      return endTry(event, { state: 'handled' });
    case 'busy':
      // It is being driven, and whoever drives it reads at Stripe what this event tells of.
      if (event.attempts >= mostTries) return endTry(event, { state: 'handled' });
      return tryAgain(event, 'somebody is at it right now');
    case 'unknown':
      if (event.attempts < overtakenTries) return tryAgain(event, 'no row of ours has it yet');
      return endTry(event, { state: 'ignored', ignored: 'not_ours' });
    case 'not_ours':
    case 'foreign_account':
      return endTry(event, { state: 'ignored', ignored: outcome });
    default:
      return assertNever(outcome);
  }
}

/** Shortly at first: our own commit, which it has overtaken, is a moment away. */
async function tryAgain(event: StoredEvent, problem: string): Promise<void> {
  await endTry(event, { state: 'received', problem });
  await wake([event], Math.min(2 ** (event.attempts - 1), 60));
}
