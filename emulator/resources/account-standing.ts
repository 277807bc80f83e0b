/**
 * Where an account stands: its capabilities, requirements and the three flags, worked out anew
 * after every change, with the events that tell of it
 * (docs.stripe.com/connect/handling-api-verification).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { dueOf, dueOneDay, errorsOf } from './account-requirements';
import { freshAccount, type AccountHidden } from './account-state';
import { capabilityOf } from './capability-shape';
import { previousAttributes, tellChange } from './changes';
import { judgedPerson } from './person-shape';

/** A person before, if there was one, and after a request. */
export interface PersonChange {
  readonly before: Stripe.Person | undefined;
  readonly after: Stripe.Person;
}

/** What a connected account hides; those of earlier data hide nothing. */
export function hiddenOf(context: Context, id: string): AccountHidden {
  const found = context.as(context.platform).records.get('account', id);
  return found?.hidden ?? freshAccount;
}

/** Notes that the holder of an account is being asked for their details by Stripe. */
export function startOnboarding(context: Context, account: Stripe.Account): void {
  const hidden = hiddenOf(context, account.id);
  if (hidden.onboarding) return;
  const home = context.as(context.platform);
  home.records.put('account', account, { ...hidden, onboarding: true });
}

/** The reasons of `requirements.disabled_reason`, by what the platform gave as its reason. */
function rejection({ rejected }: AccountHidden): Stripe.Account.Requirements.DisabledReason | null {
  if (!rejected) return null;
  if (rejected.reason.startsWith('fraud')) return 'rejected.platform_fraud';
  return rejected.reason === 'terms_of_service'
    ? 'rejected.platform_terms_of_service'
    : 'rejected.platform_other';
}

function standing(
  account: Stripe.Account,
  persons: readonly Stripe.Person[],
  hidden: AccountHidden,
  before: Stripe.Account | undefined,
): Stripe.Account {
  const due = dueOf(account, persons, hidden);
  const oneDay = dueOneDay(account, persons);
  const asked = (hidden.asked?.names ?? []).filter((name) => oneDay.includes(name));
  // While it is asked for: what is switched off meanwhile, and whether its time is over.
  const shut = {
    charges: asked.length > 0 && hidden.asked?.charges === false,
    payouts: asked.length > 0 && hidden.asked?.payouts === false,
  };
  const late = shut.charges || shut.payouts ? asked : [];
  const current = [...due, ...asked].sort();
  const rejected = rejection(hidden);
  const complete = due.length === 0;
  // An account that could charge already goes on while something is looked at again.
  const waiting = hidden.pending.length > 0 && before?.charges_enabled !== true;
  const status = rejected || !complete ? 'inactive' : waiting ? 'pending' : 'active';
  const names = Object.keys(account.capabilities ?? {}).sort();
  const charging = names.some((name) => name === 'card_payments' || name.endsWith('_payments'));
  const paused = hidden.rejected?.payouts === 'pause' || shut.payouts;
  const statusOf = (name: string): typeof status =>
    status === 'active' && (name === 'transfers' ? shut.payouts : shut.charges)
      ? 'inactive'
      : status;
  const able = complete && !waiting && names.length > 0;
  return {
    ...account,
    capabilities: Object.fromEntries(names.map((name) => [name, statusOf(name)])),
    charges_enabled: able && charging && !rejected && !shut.charges,
    details_submitted: account.details_submitted || complete,
    payouts_enabled: able && !paused,
    requirements: {
      alternatives: [],
      current_deadline: asked.length > late.length ? (hidden.asked?.deadline ?? null) : null,
      currently_due: current,
      disabled_reason:
        rejected ??
        (complete && late.length === 0
          ? waiting
            ? 'requirements.pending_verification'
            : null
          : 'requirements.past_due'),
      errors: errorsOf(hidden),
      eventually_due: [...due, ...oneDay],
      past_due: [...due, ...late].sort(),
      pending_verification: [...hidden.pending].sort(),
    },
  };
}

/** An account with its people, and what follows for each of them. */
export interface Judged {
  readonly account: Stripe.Account;
  /** Oldest first. */
  readonly persons: readonly Stripe.Person[];
}

/** Works out where an account and its people stand. Nothing is kept. */
export function judge(
  account: Stripe.Account,
  people: readonly Stripe.Person[],
  hidden: AccountHidden,
  before?: Stripe.Account,
): Judged {
  const persons = people.map((person) => judgedPerson(account, person, hidden));
  const { individual: _, ...rest } = account;
  const [individual] = persons;
  const shown = individual && account.business_type === 'individual' ? { individual } : {};
  return { account: standing({ ...rest, ...shown }, persons, hidden, before), persons };
}

/**
 * Keeps a changed account with all that follows. Events are written on the account:
 * `person.created` and `person.updated`, `capability.updated` for each capability that changed its
 * status, then `account.updated`; the latter two not for an account that is new.
 *
 * @param account with the requested capabilities as the keys of `capabilities`
 * @param person who was added or changed by the same request
 */
export function keepAccount(
  context: Context,
  account: Stripe.Account,
  hidden: AccountHidden,
  person?: PersonChange,
): Stripe.Account {
  const home = context.as(context.platform);
  const owner = context.as(account.id);
  const before = home.records.get('account', account.id)?.object;
  // Data of an earlier version had the individual within its account only.
  const bare = account.individual && owner.records.all('person').length === 0;
  if (bare && account.individual) owner.records.put('person', account.individual, null);
  if (person) owner.records.put('person', person.after, null);
  const people = owner.records.all('person').map(({ object }) => object);
  const judged = judge(account, people.reverse(), hidden, before);
  for (const one of judged.persons) {
    const kept = owner.records.get('person', one.id)?.object;
    keepPerson(owner, person?.after.id === one.id ? person.before : kept, one);
  }
  home.records.put('account', judged.account, hidden);
  if (before) tell(owner, before, judged.account, hidden);
  return judged.account;
}

function keepPerson(owner: Context, before: Stripe.Person | undefined, after: Stripe.Person): void {
  const previous = before && previousAttributes(before, after);
  if (before && !previous) return;
  owner.records.put('person', after, null);
  if (previous) owner.emit('person.updated', after, previous);
  else owner.emit('person.created', after);
}

function tell(
  owner: Context,
  before: Stripe.Account,
  after: Stripe.Account,
  hidden: AccountHidden,
): void {
  const statusOf = (account: Stripe.Account, name: string): string | undefined =>
    account.capabilities?.[name as keyof Stripe.Account.Capabilities];
  const names = Object.keys({ ...before.capabilities, ...after.capabilities }).sort();
  for (const name of names) {
    if (statusOf(before, name) === statusOf(after, name)) continue;
    const now = capabilityOf(after, name, hidden);
    owner.emit(
      'capability.updated',
      now,
      previousAttributes(capabilityOf(before, name, hidden), now) ?? {},
    );
  }
  tellChange(owner, 'account.updated', before, after);
}
